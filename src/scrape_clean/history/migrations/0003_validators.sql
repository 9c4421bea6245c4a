-- The newest word of servers on bodies that have not changed.

CREATE TABLE validators (  -- what later answers named that gave the same body; no row: those of the capture stand
    capture INTEGER PRIMARY KEY REFERENCES capture (id),
    etag TEXT,
    last_modified TEXT
);
