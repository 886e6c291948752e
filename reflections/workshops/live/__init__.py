"""The live room: bells between processes, streams to phones, and the one fragment that all phones share.

`bells` is for those who change a room. `app` is what phones ask; `hub` holds the rooms of one process in memory.
"""
