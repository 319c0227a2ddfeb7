# same.py A B FORMAT: whether two trees say the same, but for what the format does not show.
import re
import sys


def read(path):
    text = re.sub(r'(?m)^meta .*\n', '', open(path, encoding='utf-8').read())
    text = re.sub(r' widths=.*', '', text)
    text = re.sub(r'(?s)\n  page-break\n  heading level=1 unnumbered\n    text "待填项目"\n.*', '', text)
    if sys.argv[3] == 'txt':
        text = re.sub(r'(?m)^ *strong\n', '', text)
        text = re.sub(r'(?m)^ +(text|gap)', r'\1', text)
        text = re.sub(r'"\ntext "', '', text)
    return text.rstrip()


a, b = read(sys.argv[1]), read(sys.argv[2])
if a != b:
    line = next((i for i, (x, y) in enumerate(zip(a.split('\n'), b.split('\n'))) if x != y), -1)
    print('differs in line', line + 1, a.split('\n')[line], b.split('\n')[line], sep='\n')
