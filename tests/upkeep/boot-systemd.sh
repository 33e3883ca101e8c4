#!/usr/bin/env bash
# Boots systemd over a copy-on-write view of this machine, in namespaces that `unshare` made: nothing of the machine is
# changed, and all of it is gone with the last process. Arguments: an empty folder, the checkout.
set -eu
room="$1"; checkout="$2"
mount --make-rprivate /
mount -t tmpfs -o size=2g tmpfs "$room"
mkdir "$room/upper" "$room/work" "$room/root"
root="$room/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$room/upper,workdir=$room/work" "$root"
# The machine's own services stay off.
rm -f "$root"/etc/systemd/system/*.wants/*
mkdir -p "$root/opt/tallystick" "$root/old"
mount --bind "$checkout" "$root/opt/tallystick"
mount -o remount,bind,ro "$root/opt/tallystick"
mount -t proc proc "$root/proc"
mount -t sysfs sysfs "$root/sys"
# Groups of its own in the old hierarchy, which every kernel still has for a name of one's choosing.
mount -t tmpfs tmpfs "$root/sys/fs/cgroup" -o mode=755
mkdir "$root/sys/fs/cgroup/systemd"
mount -t cgroup -o none,name=systemd,xattr systemd "$root/sys/fs/cgroup/systemd"
mount -t tmpfs tmpfs "$root/run" -o mode=755
mount -t tmpfs tmpfs "$root/tmp" -o mode=1777
mount --rbind /dev "$root/dev"
cd "$root"
pivot_root . old
umount -l /old
exec env -i container=other SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1 PATH=/usr/sbin:/usr/bin:/sbin:/bin \
  /lib/systemd/systemd --system --unit=multi-user.target --log-target=journal
