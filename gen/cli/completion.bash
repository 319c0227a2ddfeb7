# bash completion for plangen(1)
_plangen() {
	local cur prev words cword
	_init_completion -s || return
	local commands='render list explain expand build report toc check'
	local command=${words[1]}

	case $prev in
	--unit | -u)
		mapfile -t COMPREPLY < <(compgen -W "$(plangen list --format json -q 2>/dev/null |
			sed -n '/"units"/,$s/^ *"name": "\(.*\)",$/\1/p')" -- "$cur")
		return
		;;
	--variant)
		mapfile -t COMPREPLY < <(compgen -W "$(plangen list --format json -q 2>/dev/null |
			sed -n '1,/"units"/s/^      "id": "\(.*\)",$/\1/p')" -- "$cur")
		return
		;;
	--format | -f)
		mapfile -t COMPREPLY < <(compgen -W 'pdf docx xml md txt pages pdf,docx text json csv html sarif' -- "$cur")
		return
		;;
	--escape)
		mapfile -t COMPREPLY < <(compgen -W 'html none markdown' -- "$cur")
		return
		;;
	--diagnostics)
		mapfile -t COMPREPLY < <(compgen -W 'text json' -- "$cur")
		return
		;;
	--output | -o | --content | --partials)
		_filedir -d
		return
		;;
	--data)
		_filedir json
		return
		;;
	esac

	if [[ $cur == -* ]]; then
		[[ " $commands " == *" $command "* ]] || command=
		# shellcheck disable=SC2086 -- no command word at all when empty
		mapfile -t COMPREPLY < <(compgen -W "$(plangen $command --help | sed -n 's/^ .*\(--[a-z]*\).*/\1/p')" -- "$cur")
	elif [[ $cword -eq 1 ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$cur")
	elif [[ $command == render || $command == expand || $command == check ]]; then
		_filedir
	fi
} && complete -F _plangen plangen
