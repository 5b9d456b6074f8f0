PRAGMA user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE run (
    id INTEGER PRIMARY KEY, format INTEGER NOT NULL, uid INTEGER NOT NULL, argv TEXT NOT NULL, digest TEXT NOT NULL,
    option TEXT NOT NULL, root TEXT NOT NULL, fresh INTEGER NOT NULL, cwd TEXT NOT NULL, started TEXT NOT NULL,
    state TEXT NOT NULL
, prove TEXT NOT NULL DEFAULT '[]', proof TEXT NOT NULL DEFAULT 'environment', ground TEXT NOT NULL DEFAULT '{}');
INSERT INTO "run" VALUES(1,3,1000,'["install", "--via", "app", "demo"]','0000000000000000000000000000000000000000000000000000000000000000','app','',0,'/tmp/alice','2026-11-26T03:00:00Z','begun','["demo"]','application','{"kept": [["demo", "/tmp/alice/share/apps/demo", "/tmp/alice/bin"]]}');
CREATE TABLE step (
    run INTEGER NOT NULL REFERENCES run(id), n INTEGER NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL,
    before BLOB, after BLOB, inverse TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (run, n)
);
INSERT INTO "step" VALUES(1,1,'MakeDirectory','{"path": "/tmp/alice/share/apps", "mode": 493}',X'78018B56D22FC92DD04FCCC94C4ED52FCE482C4A55D251C010D34F2C2828568A0500597C0F4E',NULL,'remove the directories that were made, if they are empty','begun');
COMMIT;
