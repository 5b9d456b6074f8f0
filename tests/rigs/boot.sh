# shellcheck shell=bash
# The first process of one disposable machine. Started by `enter` and machine.py in new mount, pid, uts and ipc
# namespaces (and a network one, if the network is cut); all that it mounts goes with them.
#
# boot.sh PLACE LOWER NETWORK [SOURCE:DESTINATION[:rw]…] -- [COMMAND…]
#   PLACE    an empty directory to mount on
#   LOWER    directories with what the machine starts from, uppermost first, with colons between
#   NETWORK  host | none
# Without a command it says its process number, as the host counts, and lives until its standard input ends.
set -euo pipefail
PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
place=$1 lower=$2 network=$3
shift 3
[ $$ = 1 ] || { echo "boot.sh: only for the first process of a new namespace" >&2 && exit 2; }
# Later /proc is of the new namespace. Nothing is forked to read it, so that "self" is this process.
read -r pid _ </proc/self/stat
echo rig >/proc/sys/kernel/hostname

mount -t tmpfs -o mode=755,size=4g machine "$place"
cd "$place"
mkdir upper work root
# One process for all of them: most of the time that a start takes is the starting of programs. /proc/sys is the
# host's as well, so it can only be read.
echo "
machine $place/root overlay lowerdir=$lower,upperdir=$place/upper,workdir=$place/work 0 0
proc $place/root/proc proc defaults 0 0
sys $place/root/sys sysfs ro 0 0
pts $place/root/dev/pts devpts newinstance,ptmxmode=0666,mode=620,gid=5 0 0
shm $place/root/dev/shm tmpfs mode=1777 0 0
/proc/sys $place/root/proc/sys none bind,ro 0 0" >fstab
mount --all --fstab fstab
cd root
[ "$network" = host ] || ! command -v ip >/dev/null || ip link set lo up

while [ "$1" != -- ]; do
    mode=ro
    case $1 in *:rw) mode=rw && set -- "${1%:rw}" "${@:2}" ;; esac
    source=${1%%:*} destination=.${1#*:}
    if [ -d "$source" ]; then mkdir -p "$destination"; else mkdir -p "${destination%/*}" && : >>"$destination"; fi
    mount --bind -o "$mode" "$source" "$destination"
    shift
done
shift

pivot_root . mnt
umount --lazy /mnt
cd /
if [ $# -gt 0 ]; then
    # Not `exec`: the first process of a namespace ignores signals that any other dies of.
    "$@" && exit 0 || exit $?
fi
echo "$pid"
exec >/dev/null 2>&1
# `read` is a builtin, so orphans are reaped while it waits.
read -r || true
