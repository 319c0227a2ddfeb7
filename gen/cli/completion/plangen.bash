# bash completion for plangen(1)

# Names of units, ids of variants or numbers of changes as the program knows them, one a line; options that choose the sources are passed on.
_plangen_names() {
	local i options=()
	for ((i = 1; i < ${#words[@]} - 1; i++)); do
		[[ ${words[i]} == --content ]] && options=(--content "${words[i + 1]}")
	done
	case $1 in
	units) "${words[0]}" list --format json -q "${options[@]}" 2>/dev/null |
		sed -n '/"units"/,$s/^ *"name": "\(.*\)",$/\1/p' ;;
	types) "${words[0]}" list --format json -q "${options[@]}" 2>/dev/null |
		sed -n '/"units"/,$s/^ *"type": "\(.*\)",$/\1/p' | sort -u ;;
	variants) "${words[0]}" list --format json -q "${options[@]}" 2>/dev/null |
		sed -n '1,/"units"/s/^      "id": "\(.*\)",$/\1/p' ;;
	changes) "${words[0]}" log -q "${options[@]}" 2>/dev/null | sed -n 's/^\([0-9][0-9]*\) .*/\1/p' ;;
	esac
}

# The words of the arguments that begin with $cur.
_plangen_offer() {
	local IFS=$'\n'
	mapfile -t COMPREPLY < <(compgen -W "$*" -- "$cur")
}

# The command word, or nothing.
_plangen_command() {
	[[ " $commands " == *" ${words[1]} "* ]] && echo "${words[1]}"
}

# Offers the values of the option $prev; false when it is none that has known values.
_plangen_value() {
	case $prev in
	--unit | -u) _plangen_offer "$(_plangen_names units)" ;;
	--units) _plangen_offer all "$(_plangen_names types)" "$(_plangen_names units)" ;;
	--variant) _plangen_offer "$(_plangen_names variants)" ;;
	--format | -f)
		case $(_plangen_command) in
		log | undo) _plangen_offer text json ;;
		gaps | stats | list) _plangen_offer text csv xlsx json html ;;
		check) _plangen_offer text json sarif ;;
		diff) _plangen_offer text json html ;;
		toc) _plangen_offer text md json xml csv html xlsx pdf docx ;;
		*) _plangen_offer pdf docx xml md txt svg png pages pdf,docx ;;
		esac
		;;
	--paper) _plangen_offer A2 A3 A4 A5 ;;
	--escape) _plangen_offer html none markdown ;;
	--diagnostics) _plangen_offer text json ;;
	--progress) _plangen_offer json ;;
	--template) _plangen_offer gbt9704 ;;
	--profile) _plangen_offer a-2a+ua a-2u a-1b x-4 plain ;;
	--output | -o | --content | --partials) _filedir -d ;;
	--data | --report) _filedir json ;;
	--print-file) _filedir pdf ;;
	--output-intent) _filedir '@(icc|icm)' ;;
	--depfile | --why) _filedir ;;
	--type) _plangen_offer "$("${words[0]}" list types -q 2>/dev/null | sed -n 's/^ *\([^\t]*\)\t.*/\1/p')" ;;
	--id | --region | --short | --year | -y | --from | --date | --set | -s | --jobs | -j | --shard | --memory | --timeout | --depth | --explain) ;;
	*) return 1 ;;
	esac
}

_plangen() {
	local cur prev words cword commands command
	_init_completion -s -n = || return
	commands=$("${words[0]}" --help 2>/dev/null | sed -n 's/^  plangen \([a-z][a-z]*\).*/\1/p' | tr '\n' ' ')
	_plangen_value && return
	command=$(_plangen_command)
	if [[ $cur == -* ]]; then
		# no command word at all when it is empty
		# shellcheck disable=SC2086
		_plangen_offer "$("${words[0]}" $command --help 2>/dev/null | sed -n 's/^ *\(-., \)\{0,1\}\(--[a-z0-9-]*\).*/\2/p')"
		return
	fi
	case $command in
	'') [[ $cword -ne 1 ]] || _plangen_offer ${commands} ;;
	render | expand) _filedir ;;
	fill) _filedir xlsx ;;
	impose) _filedir pdf ;;
	diff) _filedir '@(docx|docm|doc|wps|txt|md|markdown)' ;;
	check)
		_plangen_offer "$(_plangen_names variants)"
		_filedir
		;;
	log | undo) _plangen_offer "$(_plangen_names changes)" ;;
	list) _plangen_offer types ;;
	unit)
		case $cword in
		2) _plangen_offer new rename remove show ;;
		3) _plangen_offer "$(_plangen_names units)" ;;
		esac
		;;
	year) [[ $cword -ne 2 ]] || _plangen_offer new confirm ;;
	report)
		if [[ $cword -eq 2 ]]; then _plangen_offer merge; else _filedir json; fi
		;;
	esac
} && complete -F _plangen plangen
