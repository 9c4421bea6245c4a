-- What is to be told to the outside, and whom it has been told.

CREATE TABLE messages (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,  -- the order in which things are told; never used twice
    id TEXT NOT NULL UNIQUE,                -- what a receiver knows doubles by
    run INTEGER NOT NULL,
    kind TEXT NOT NULL,
    source TEXT,                            -- of the page; NULL for what concerns the whole run
    page TEXT,
    time TEXT NOT NULL,                     -- UTC, like 2026-05-01T03:00:00.000000Z
    body BLOB NOT NULL                      -- the message as JSON, by zlib; once, however many sinks want it
);

CREATE INDEX messages_of_run ON messages (run);

CREATE TABLE deliveries (
    sink TEXT NOT NULL,                     -- its name in the settings
    message INTEGER NOT NULL REFERENCES messages (seq),
    state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'dead')),
    attempts INTEGER NOT NULL DEFAULT 0,
    failing TEXT,                           -- when it first failed, as messages.time
    next_try TEXT,                          -- NULL: at once
    last_error TEXT,                        -- in one line, with no secret in it
    settled TEXT,                           -- when it was delivered or given up
    PRIMARY KEY (sink, message)
) WITHOUT ROWID;

-- Named in queries (INDEXED BY): the planner would take the primary key and pass all that was ever delivered.
CREATE INDEX deliveries_open ON deliveries (sink, message) WHERE state = 'pending';
CREATE INDEX deliveries_dead ON deliveries (sink, message) WHERE state = 'dead';
CREATE INDEX deliveries_settled ON deliveries (sink, settled) WHERE state = 'done';
CREATE INDEX deliveries_of_message ON deliveries (message, state);
