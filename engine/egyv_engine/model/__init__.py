"""The documents of a programme, its plan and its findings, as frozen types; standard library only."""
