# Every $1 seconds: stops the cluster in the working folder if no test process uses it. Each of them holds a shared lock
# on "users"; a new one that comes while the cluster stops waits for that lock, and then starts it again.
while sleep "$1"; do
	pid=$(head -n 1 data/postmaster.pid 2>/dev/null) || exit 0
	[ "$(readlink "/proc/$pid/cwd")" = "$PWD/data" ] || exit 0
	flock --nonblock users sh -c "kill -INT $pid; while [ -e /proc/$pid ]; do sleep 0.1; done" && exit 0
done
