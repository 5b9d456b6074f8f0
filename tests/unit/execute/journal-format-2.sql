PRAGMA user_version = 2;
BEGIN TRANSACTION;
CREATE TABLE run (
    id INTEGER PRIMARY KEY, format INTEGER NOT NULL, uid INTEGER NOT NULL, argv TEXT NOT NULL, digest TEXT NOT NULL,
    option TEXT NOT NULL, root TEXT NOT NULL, fresh INTEGER NOT NULL, cwd TEXT NOT NULL, started TEXT NOT NULL,
    state TEXT NOT NULL
, prove TEXT NOT NULL DEFAULT '[]', proof TEXT NOT NULL DEFAULT 'environment');
INSERT INTO "run" VALUES(1,2,1000,'["install", "--via", "app", "demo"]','0000000000000000000000000000000000000000000000000000000000000000','app','',0,'/tmp/alice','2026-11-25T23:00:00Z','done','["demo"]','environment');
INSERT INTO "run" VALUES(2,2,1000,'["install", "more"]','0000000000000000000000000000000000000000000000000000000000000000','app','',0,'/tmp/alice','2026-11-25T23:10:00Z','begun','[]','environment');
CREATE TABLE step (
    run INTEGER NOT NULL REFERENCES run(id), n INTEGER NOT NULL, kind TEXT NOT NULL, what TEXT NOT NULL,
    before BLOB, after BLOB, inverse TEXT NOT NULL, state TEXT NOT NULL, PRIMARY KEY (run, n)
);
INSERT INTO "step" VALUES(1,1,'MakeDirectory','{"path": "/tmp/alice/share/apps", "mode": 493}',X'78018B56D22FC92DD04FCCC94C4ED52FCE482C4A55D251C010D34F2C2828568A0500597C0F4E',X'78018B8E56D22FC92DD04FCCC94C4ED52FCE482C4A55D2513033353032D1513032323734353189D551C054A59F5850508CAED434361600C9D916C3','remove the directories that were made, if they are empty','done');
INSERT INTO "step" VALUES(1,2,'WriteFile','{"path": "/tmp/alice/share/apps/note", "content": "written\n", "mode": 420}',X'7801CB2BCDC90100045F01BC',X'7801532A2FCA2C2949CD8BC95302001918041C','remove the file, if it is still what was written','done');
INSERT INTO "step" VALUES(1,3,'EditFile','{"path": "/tmp/alice/config", "content": "a = 2\n", "expects": "cb78bd8a17f7b751fe0d4663366dcbc257204033ef7ddd64b1f2969573b5b2e2"}',X'7801534A54B055308CC95302000A07021E',X'7801534A54B055308AC95302000A0B021F','put the old content back, if the file is still what was written','done');
INSERT INTO "step" VALUES(1,4,'RunTool','{"argv": ["/usr/bin/python3", "-I", "-c", "\nimport os,sys\nos.unlink(\"tree/kept.py\"); open(\"tree/kept.py\",\"w\").write(\"other\"); open(\"tree/new.py\",\"w\").write(\"new\")\nopen(\"profile\",\"a\").write(\"second\\n\"); os.unlink(\"link\"); os.symlink(\"elsewhere\",\"link\")\nos.makedirs(\"made/deep\"); open(\"made/deep/a\",\"w\").write(\"made\")\n"], "changes": ["/tmp/alice/tree", "/tmp/alice/profile", "/tmp/alice/link", "/tmp/alice/made"], "cwd": "/tmp/alice", "variables": [["PIP_USER", null]], "purpose": "install"}',X'7801AB5652B25288AE56CA4E2D28D12BA8047194D23273529574148C75140CCD2D4DCD4C2C4C8D8C8C2D4C0C8C8C0C0C0C636B75104A4C8C0C741494A272732A938D03BD95624152399979D940DD4A0545F96083808279A53939B1B500F92D1DA2',X'78015D8EB10E823010865FA5B9B95168AF054C981C9D5C1C241D144EAD5424484208E1DD6D5D54C6BBFBFEFFBE0960C38A096A6AFB553B86012ED61170A6388B934C694C9510A855A2A48E22C31934342C58B9603319A728CDCCBF7528221F3D3EDC58CAFDAE1487FB59A87A7BCD73F09D0538DBD4FE2B907BD170A38EC27A828AA8FD5855B6A3B27F76A3873093C123DCD6A75F67FCF7D0A8A54AD0CC667E0329863E76','remove what is new and put back what was replaced','done');
INSERT INTO "step" VALUES(2,1,'RunTool','{"argv": ["/usr/bin/python3", "-I", "-c", "import os,signal; open(''profile'',''a'').write(''third''); os.kill(os.getppid(),9)"], "changes": ["/tmp/alice/profile"], "cwd": "/tmp/alice", "variables": [], "purpose": "install"}',X'78018B564ACBCC4955D251303132D051508ACACDA94C360EF44E360ACB4A3232CD764EB7B5558A0500C6160A9A',NULL,'remove what is new and put back what was replaced','begun');
COMMIT;
