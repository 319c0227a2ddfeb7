def run(program, expect, word): pass
