-- What is remembered of runs, pages and nights.
-- Times of runs and captures are ISO 8601 in UTC; night.seen counts microseconds since 1970, since there are so many of
-- them. Blobs are compressed with zstd (RFC 8878).

PRAGMA application_id = 1396919374;

CREATE TABLE run (
    id INTEGER PRIMARY KEY,  -- grows by one, whatever the clock does
    started TEXT NOT NULL,
    finished TEXT,
    status TEXT NOT NULL CHECK (status IN ('running', 'done', 'interrupted')),
    version TEXT NOT NULL  -- of scrape-clean
);

CREATE TABLE folder (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE  -- below the archive, with "/"; empty for the archive itself
);

CREATE TABLE file (  -- of the archive; a row goes when retention removes the file
    id INTEGER PRIMARY KEY,
    folder INTEGER NOT NULL REFERENCES folder (id),
    name TEXT NOT NULL,
    records INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    digest BLOB NOT NULL,  -- SHA-256
    UNIQUE (name, folder)  -- names have dates in them: new ones stand together at the end
);

CREATE TABLE page (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    key TEXT NOT NULL,
    url TEXT,
    title TEXT,
    rules TEXT NOT NULL DEFAULT '',  -- fingerprint of what the last good night was cleaned with
    volatile TEXT NOT NULL DEFAULT '[]',  -- JSON
    capture INTEGER,  -- that the last good night was made from
    good INTEGER REFERENCES run (id),  -- the last good night
    failures INTEGER NOT NULL DEFAULT 0,  -- nights in a row, up to the last one
    failing INTEGER REFERENCES run (id),  -- the first of them
    dirty INTEGER REFERENCES run (id),  -- the night whose output files may not have been written yet
    UNIQUE (source, key)
);
CREATE INDEX page_dirty ON page (dirty) WHERE dirty IS NOT NULL;

CREATE TABLE capture (  -- a body as it was received; nights on which it had not changed refer to the first one
    id INTEGER PRIMARY KEY,
    page INTEGER NOT NULL REFERENCES page (id),
    time TEXT NOT NULL,
    url TEXT,
    status INTEGER,
    etag TEXT,
    last_modified TEXT,
    media_type TEXT,
    charset TEXT,
    digest BLOB NOT NULL,  -- SHA-256
    file INTEGER REFERENCES file (id) ON DELETE SET NULL,
    record TEXT  -- WARC-Record-ID
);
CREATE INDEX capture_page ON capture (page, time);
CREATE INDEX capture_file ON capture (file) WHERE file IS NOT NULL;

CREATE TABLE night (  -- one small row for each page and night
    page INTEGER NOT NULL REFERENCES page (id),
    run INTEGER NOT NULL REFERENCES run (id),
    outcome TEXT NOT NULL CHECK (outcome IN ('new', 'changed', 'unchanged', 'suspect', 'failed', 'gone')),
    seen INTEGER NOT NULL,
    compared INTEGER NOT NULL,  -- whether the page was compared with the night before
    capture INTEGER REFERENCES capture (id),
    file INTEGER REFERENCES file (id) ON DELETE SET NULL,
    problem TEXT,
    PRIMARY KEY (run, page)
) WITHOUT ROWID;
CREATE INDEX night_page ON night (page, run);
CREATE INDEX night_file ON night (file) WHERE file IS NOT NULL;

CREATE TABLE last (  -- the last good night whole: what the next one is compared with
    page INTEGER PRIMARY KEY REFERENCES page (id),
    data BLOB NOT NULL  -- JSON
);

CREATE TABLE held (  -- suspect nights
    id INTEGER PRIMARY KEY,
    page INTEGER NOT NULL REFERENCES page (id),
    run INTEGER NOT NULL REFERENCES run (id),
    data BLOB NOT NULL,  -- JSON
    UNIQUE (page, run)
);

CREATE TABLE snapshot (  -- records.json, byte for byte, of nights on which it changed
    id INTEGER PRIMARY KEY,
    page INTEGER NOT NULL REFERENCES page (id),
    run INTEGER NOT NULL REFERENCES run (id),
    base INTEGER,  -- the run whose bytes are the dictionary of this one; NULL: none, it stands alone
    data BLOB NOT NULL,
    UNIQUE (page, run)
);

CREATE TABLE record (  -- what a record said, and from which night until before which
    page INTEGER NOT NULL REFERENCES page (id),
    id TEXT NOT NULL,
    valid_from INTEGER NOT NULL REFERENCES run (id),
    valid_to INTEGER REFERENCES run (id),  -- NULL: it still does
    payload TEXT NOT NULL,  -- JSON: a line of records.jsonl
    CHECK (valid_to > valid_from)
);
CREATE UNIQUE INDEX record_life ON record (id, page, valid_from);
CREATE INDEX record_current ON record (page) WHERE valid_to IS NULL;

CREATE TABLE comparison (  -- changes.json of nights on which it is not empty
    id INTEGER PRIMARY KEY,
    page INTEGER NOT NULL REFERENCES page (id),
    run INTEGER NOT NULL REFERENCES run (id),
    data BLOB NOT NULL,  -- JSON
    UNIQUE (page, run)
);

CREATE TABLE change (  -- the changes of comparison, to be searched
    run INTEGER NOT NULL REFERENCES run (id),
    page INTEGER NOT NULL REFERENCES page (id),
    number INTEGER NOT NULL,  -- its place in the comparison
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    record TEXT NOT NULL,
    substantive INTEGER NOT NULL,
    section TEXT NOT NULL,  -- headings joined by " > "
    before TEXT,
    after TEXT,
    PRIMARY KEY (run, page, number)
);
CREATE INDEX change_page ON change (page, run);
CREATE INDEX change_record ON change (record);

CREATE TABLE word (  -- in how many pages each word stands now
    word TEXT PRIMARY KEY,
    pages INTEGER NOT NULL CHECK (pages > 0)
) WITHOUT ROWID;

CREATE VIEW flagged AS  -- changes of facts, to be read
SELECT change.run, run.started, page.source, page.key, page.url, change.id, change.type, change.record, change.section,
    change.before, change.after
FROM change JOIN run ON run.id = change.run JOIN page ON page.id = change.page
WHERE change.substantive;

CREATE VIEW archived AS  -- files of the archive with what is in them
SELECT page.source, page.key, night.run,
    CASE folder.path WHEN '' THEN '' ELSE folder.path || '/' END || file.name AS path,
    file.records, file.bytes, 'sha256:' || lower(hex(file.digest)) AS digest
FROM night JOIN page ON page.id = night.page JOIN file ON file.id = night.file JOIN folder ON folder.id = file.folder;
