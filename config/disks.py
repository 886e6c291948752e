"""Where the database file lies: not on a disk that is reached over a network."""

import re
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
"""What Linux says of its mounts; see proc_pid_mountinfo(5). Other systems have no such file, and are not asked."""
NETWORK = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "9p", "ceph", "glusterfs", "lustre", "afs", "beegfs", "gpfs"),
        *("fuse.sshfs", "fuse.ceph", "fuse.ceph-fuse", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.davfs"),
        *("fuse.gcsfuse", "fuse.juicefs", "fuse.mfs", "fuse.moosefs", "fuse.cvmfs2", "davfs", "orangefs", "coda"),
    }
)


def network_file_system(path: Path, mounts: str) -> str:
    """The type of the network file system on which `path` lies by the text of a mountinfo; "" on one's own disk."""
    place, kind = "", ""
    for line in mounts.splitlines():
        head, _, tail = line.partition(" - ")
        point = re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), head.split()[4])
        if path.is_relative_to(point) and len(point) >= len(place):  # a later mount hides an earlier one
            place, kind = point, tail.split()[0]
    return kind if kind in NETWORK else ""


def network_disk_of(path: Path) -> str:
    """The same for `path` on this machine."""
    return network_file_system(path.resolve(), MOUNTS.read_text()) if MOUNTS.exists() else ""
