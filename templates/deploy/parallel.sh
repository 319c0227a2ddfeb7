#!/bin/sh
# One batch in shards with GNU parallel, here or over ssh: parallel.sh SHARDS [OPTION…]
#
#   templates/deploy/parallel.sh 4 --units all -o out                on this machine
#   HOSTS=4/alpha,4/beta templates/deploy/parallel.sh 8 --units all -o out
#                                                                    over ssh, at most 4 shards at a time on each host
#
# The options are those of plangen build. Hosts see this folder, and the sources, under the same paths (a network file system);
# they have the same fonts, and plangen with its templates in their PATH, or PLANGEN names it. ssh must not ask anything;
# PARALLEL_SSH='ssh -F FILE' gives it a configuration (ServerAliveInterval in it notices a host that goes away).
#
# Every shard makes its own documents and no others. A shard that a host did not end goes to another host. The report of the
# whole goes to standard output, messages to standard error; the status is the highest of the shards', 4 when one could not
# be run. Run it again after a failure: only what is missing is made.
set -eu
plangen=${PLANGEN:-plangen}
shards=${1:?how many shards? parallel.sh SHARDS [OPTION…]}
shift
case $shards in
0* | *[!0-9]*)
	echo "parallel.sh: '$shards' is not a number of shards: parallel.sh SHARDS [OPTION…]" >&2
	exit 3
	;;
esac
work=$(mktemp -d "$PWD/.plangen-shards.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' HUP INT TERM

# Words for a shell, here or behind ssh.
quote() {
	for word; do
		printf "'%s' " "$(printf '%s\n' "$word" | sed "s/'/'\\\\''/g")"
	done
}

# What ssh would not take along.
environment() {
	for name in PLANGEN_HOME SOURCE_DATE_EPOCH LANGUAGE LC_ALL LANG; do
		eval "value=\${$name-}"
		[ -z "$value" ] || quote "$name=$value"
	done
}

# One command a shard, ended by NUL. It fails only when the shard could not be run; what plangen says is left in a file.
commands() {
	for shard in $(seq "$shards"); do
		printf 'cd %s && { env %s%s; echo $? >%s; }\0' "$(quote "$PWD")" "$(environment)" \
			"$(quote "$plangen" build "$@" -j 1 -q --shard "$shard/$shards" --report "$work/$shard.json")" \
			"$(quote "$work/$shard.status")"
	done
}

commands "$@" | parallel --will-cite --null ${HOSTS:+--sshlogin "$HOSTS" --retries 3} >&2 || :

status=0
for shard in $(seq "$shards"); do
	result=4
	[ ! -s "$work/$shard.status" ] || read -r result <"$work/$shard.status"
	[ "$result" -le 4 ] || result=4
	[ "$result" -le "$status" ] || status=$result
done
set -- "$work"/*.json
[ -e "$1" ] || exit "$status"
"$plangen" report merge "$@" || { [ "$status" -ge 2 ] || status=2; }
exit "$status"
