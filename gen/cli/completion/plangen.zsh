#compdef plangen
# zsh completion for plangen(1). Commands, options and names are asked of the program itself.

# Values of "name" or "id" in the list, before or after the line "units".
_plangen_list() {
	compadd -- ${(f)"$(plangen list --format json -q 2>/dev/null | sed -n $1)"}
}

_plangen() {
	local -a commands options
	local command=''
	commands=(${(fu)"$(plangen --help 2>/dev/null | sed -n 's/^  plangen \([a-z][a-z]*\).*/\1/p')"})
	(( CURRENT > 2 && ${commands[(Ie)${words[2]}]} )) && command=${words[2]}
	case ${words[CURRENT-1]} in
	--unit | -u | --units) _plangen_list '/"units"/,$s/^ *"name": "\(.*\)",$/\1/p'; return ;;
	--variant) _plangen_list '1,/"units"/s/^      "id": "\(.*\)",$/\1/p'; return ;;
	--format | -f) compadd pdf docx xml md txt svg png pages pdf,docx csv xlsx json html text; return ;;
	--profile) compadd a-2a+ua a-2u a-1b x-4 plain; return ;;
	-o | --output | --content | --partials | --data | --report | --why | --depfile) _files; return ;;
	esac
	if [[ $PREFIX == -* ]]; then
		options=(${(f)"$(plangen $command --help 2>/dev/null | sed -n 's/^ *\(-., \)\{0,1\}\(--[a-z0-9-]*\).*/\2/p')"})
		compadd -- $options
	elif (( CURRENT == 2 )); then
		compadd -- $commands
	else
		_files
	fi
}

_plangen "$@"
