# Completes the words given, the last one being typed, and prints what is offered. The two helpers of bash-completion that the
# completion uses are stood in for, so that the package need not be installed.
_init_completion() {
	words=("${COMP_WORDS[@]}") cword=$COMP_CWORD cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
}
_filedir() {
	COMPREPLY+=("(files $*)")
}
source ../../../gen/cli/completion/plangen.bash

offer() {
	COMP_WORDS=("$PLANGEN" "$@") COMP_CWORD=$# COMPREPLY=()
	_plangen plangen "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
	echo "plangen $* → ${COMPREPLY[*]}"
}

offer re
offer --un
offer build --w
offer --content ../../data/small --unit 甲
offer --content ../../data/small --variant 2
offer list --format j
offer --format pdf
offer expand --escape ''
offer render ''
offer report ''
offer build --jobs ''
offer -o ''
offer year ''
offer unit ''
offer unit new 甲 --type 县级
offer list ''
