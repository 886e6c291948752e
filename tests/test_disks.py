"""SQLite on a disk that is reached over a network loses what it acknowledged: a start is refused, in one line."""

from pathlib import Path

import pytest
from django.db import connection
from pytest_django import Settings

from config import disks
from config.disks import network_file_system
from config.starting import CannotStart, _alone

MOUNTS = r"""22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
23 22 0:21 / /proc rw,nosuid - proc proc rw
40 22 0:50 / /srv rw,relatime shared:9 - nfs4 files.example.org:/srv rw,vers=4.2
41 40 8:2 / /srv/local rw,relatime - xfs /dev/sdb1 rw
42 22 0:51 / /home/a\040folder rw - cifs //files/home rw
43 22 0:52 / /mnt/far rw - fuse.sshfs me@far:/ rw
44 22 8:3 / /over rw - ext4 /dev/sdc1 rw
45 22 0:53 / /over rw - 9p drive rw"""


@pytest.mark.parametrize(
    ("place", "network"),
    [
        ("/var/lib/untold", ""),
        ("/srv/untold/var", "nfs4"),
        ("/srv/local/untold", ""),
        ("/srvice", ""),
        ("/home/a folder/var", "cifs"),
        ("/mnt/far", "fuse.sshfs"),
        ("/over/var", "9p"),
    ],
)
def test_the_mount_that_holds_a_place_says_what_it_is(place: str, network: str) -> None:
    assert network_file_system(Path(place), MOUNTS) == network


@pytest.mark.parametrize("kind", ["nfs", "cifs", "smb3", "9p", "fuse.sshfs", "ceph", "glusterfs", "lustre", "afs"])
def test_a_start_is_refused_there(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"22 1 8:1 / / rw - ext4 /dev/sda1 rw\n40 22 0:50 / {tmp_path} rw - {kind} far rw\n")
    monkeypatch.setattr(disks, "MOUNTS", mounts)
    monkeypatch.setattr(connection, "vendor", "sqlite")
    settings.DATABASES = {"default": {"NAME": str(tmp_path / "untold.sqlite3")}}
    with pytest.raises(CannotStart, match=rf"network disk \({kind}\)") as why:
        _alone(1)
    assert "\n" not in str(why.value)
