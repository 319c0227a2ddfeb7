#!/bin/sh
# One batch in shards with GNU parallel, here or over ssh: parallel.sh SHARDS [OPTION…]
#
#   templates/deploy/parallel.sh 4 --units all -o out                on this machine
#   HOSTS=4/alpha,4/beta templates/deploy/parallel.sh 8 --units all -o out
#                                                                    over ssh, at most 4 shards at a time on each host
#
# The options are those of plangen build. Hosts see the same folder under the same path (a network file system) and have
# plangen in their PATH, or PLANGEN names it. Every shard makes its own documents and no others, so shards may run twice or
# be run again after a failure. The report of the whole goes to standard output; the status is 2 when a shard failed.
set -eu
plangen=${PLANGEN:-plangen}
shards=${1:?how many shards? parallel.sh SHARDS [OPTION…]}
shift
reports=$(mktemp -d "$PWD/.plangen-shards.XXXXXX")
trap 'rm -rf "$reports"' EXIT

status=0
seq "$shards" | parallel --will-cite ${HOSTS:+--sshlogin "$HOSTS" --workdir "$PWD"} --quote \
	"$plangen" build "$@" -j 1 -q --shard "{}/$shards" --report "$reports/{}.json" || status=$?
"$plangen" report merge "$reports"/*.json
[ "$status" = 0 ] || exit 2
