BEGIN TRANSACTION;
CREATE TABLE run (
    id INTEGER PRIMARY KEY, format INTEGER NOT NULL, uid INTEGER NOT NULL, argv TEXT NOT NULL, digest TEXT NOT NULL,
    option TEXT NOT NULL, root TEXT NOT NULL, fresh INTEGER NOT NULL, cwd TEXT NOT NULL, started TEXT NOT NULL,
    state TEXT NOT NULL
);
INSERT INTO "run" VALUES(1,1,1000,'["install", "requests"]','0000000000000000000000000000000000000000000000000000000000000000','venv','/home/alice/project/.venv',1,'/home/alice/project','2026-11-23T03:39:35Z','done');
CREATE TABLE step (
    run INTEGER NOT NULL REFERENCES run(id), n INTEGER NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL,
    before BLOB, after BLOB, inverse TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (run, n)
);
INSERT INTO "step" VALUES(1,1,'MakeDirectory','{"path": "/home/alice/project", "mode": 493}',X'78018B8E0500011500B9',X'78018B8E0500011500B9','remove the directories that were made, if they are empty','done');
INSERT INTO "step" VALUES(1,2,'RunTool','{"argv": ["/opt/pipwise/bin/python", "-I", "-m", "virtualenv", "/home/alice/project/.venv"], "changes": ["/home/alice/project/.venv"], "cwd": null, "variables": [], "purpose": "make the environment"}',X'7801CB2BCDC90100045F01BC',NULL,'remove the environment','done');
INSERT INTO "step" VALUES(1,3,'RunTool','{"argv": ["/home/alice/project/.venv/bin/python", "-m", "pip", "install", "requests"], "changes": ["/home/alice/project/.venv"], "cwd": null, "variables": [["PIP_USER", "0"]], "purpose": "install"}',X'7801CB2BCDC90100045F01BC',X'7801AB562AA82C4BCD2BD34B4E4B57B25288564ACBCC4955D251303234D0513034374007B13A0A4A49997960A5299945A9C925F945954A5051FD82CA928C7C88644E665E36D01C25FDD2E2227DA00EA89CB1526C2D006E962213','remove the environment','done');
COMMIT;
