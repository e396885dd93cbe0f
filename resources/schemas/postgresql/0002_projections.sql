-- SPDX-License-Identifier: GPL-3.0-or-later
-- Which projections have tables here (p_<table>), in which shape, and up to which event they have been told. The tables themselves are
-- made from the shapes by the program; they can be thrown away and rebuilt at any time.

CREATE TABLE projections (
    name     TEXT    COLLATE "C" NOT NULL PRIMARY KEY,
    version  INTEGER NOT NULL,
    shape    TEXT    NOT NULL,
    position BIGINT  NOT NULL
);

GRANT SELECT, INSERT, UPDATE ON projections TO calbench_workstation;
