# fish completion for plangen(1). Commands, options and names are asked of the program itself.

function __plangen_commands
    plangen --help 2>/dev/null | sed -n 's/^  plangen \([a-z][a-z]*\).*/\1/p' | sort -u
end

# The command word of this line, or nothing.
function __plangen_command
    set -l words (commandline -opc)
    set -q words[2]; and contains -- $words[2] (__plangen_commands); and echo $words[2]
end

function __plangen_options
    plangen (__plangen_command) --help 2>/dev/null | sed -n 's/^ *\(-., \)\{0,1\}\(--[a-z0-9-]*\).*/\2/p'
end

# Values of "name" or "id" in the list, before or after the line "units".
function __plangen_list
    plangen list --format json -q 2>/dev/null | sed -n $argv[1]
end

# Whether the word before the one at the cursor is one of the arguments.
function __plangen_after
    set -l words (commandline -opc)
    contains -- $words[-1] $argv
end

complete -c plangen -f
complete -c plangen -n 'test (count (commandline -opc)) -eq 1' -a '(__plangen_commands)'
complete -c plangen -n 'string match -q -- "-*" (commandline -ct)' -a '(__plangen_options)'
complete -c plangen -n '__plangen_after --unit -u --units' -a '(__plangen_list "/\"units\"/,\$s/^ *\"name\": \"\(.*\)\",\$/\1/p")'
complete -c plangen -n '__plangen_after --variant' -a '(__plangen_list "1,/\"units\"/s/^      \"id\": \"\(.*\)\",\$/\1/p")'
complete -c plangen -n '__plangen_after --format -f' -a 'pdf docx xml md txt svg png pages pdf,docx csv xlsx json html text'
complete -c plangen -n '__plangen_after --profile' -a 'a-2a+ua a-2u a-1b x-4 plain'
complete -c plangen -n '__plangen_after -o --output --content --partials --data --report --why --depfile' -F
complete -c plangen -n 'contains -- (__plangen_command) render expand fill diff check import' -F
