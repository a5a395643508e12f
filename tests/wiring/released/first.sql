BEGIN TRANSACTION;
CREATE TABLE barrier (
	position INTEGER NOT NULL, 
	project TEXT NOT NULL, 
	id TEXT NOT NULL, 
	contribution TEXT NOT NULL, 
	hinders BOOLEAN NOT NULL, 
	determinant TEXT, 
	custom BOOLEAN NOT NULL, 
	merged_into TEXT, 
	CONSTRAINT pk_barrier PRIMARY KEY (position), 
	CONSTRAINT fk_barrier_project_contribution FOREIGN KEY(project, contribution) REFERENCES contribution (project, id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_barrier_project_merged_into FOREIGN KEY(project, merged_into) REFERENCES barrier (project, id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_barrier_project FOREIGN KEY(project) REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_barrier_project_id UNIQUE (project, id)
);
INSERT INTO "barrier" VALUES(1,'Z_e5uP1dXcipCEO6tM7aHA','9riwg84zVsWDjusUPCVe-Q','9riwg84zVsWDjusUPCVe-Q',1,NULL,0,NULL);
INSERT INTO "barrier" VALUES(2,'Z_e5uP1dXcipCEO6tM7aHA','jKW0XSsLW1iQBkfoXpW2Mw','jKW0XSsLW1iQBkfoXpW2Mw',1,NULL,1,NULL);
CREATE TABLE contribution (
	position INTEGER NOT NULL, 
	project TEXT NOT NULL, 
	id TEXT NOT NULL, 
	step TEXT NOT NULL, 
	visit INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	words TEXT NOT NULL, 
	author TEXT, 
	at DATETIME, 
	replaces TEXT, 
	CONSTRAINT pk_contribution PRIMARY KEY (position), 
	CONSTRAINT fk_contribution_author FOREIGN KEY(author) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_contribution_project_replaces FOREIGN KEY(project, replaces) REFERENCES contribution (project, id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_contribution_project FOREIGN KEY(project) REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_contribution_project_id UNIQUE (project, id)
);
INSERT INTO "contribution" VALUES(1,'Z_e5uP1dXcipCEO6tM7aHA','9riwg84zVsWDjusUPCVe-Q','barriers',1,'barrier','nobody has time for it','ULh8zXWkVjK5lcinlBtrtw','2026-11-24 05:28:01.139873',NULL);
INSERT INTO "contribution" VALUES(2,'Z_e5uP1dXcipCEO6tM7aHA','jKW0XSsLW1iQBkfoXpW2Mw','barriers',1,'barrier','the log-in fails','ULh8zXWkVjK5lcinlBtrtw','2026-11-24 05:28:01.147414',NULL);
CREATE TABLE decision (
	position INTEGER NOT NULL, 
	project TEXT NOT NULL, 
	id TEXT NOT NULL, 
	step TEXT NOT NULL, 
	visit INTEGER NOT NULL, 
	what TEXT NOT NULL, 
	"by" TEXT, 
	reason TEXT, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_decision PRIMARY KEY (position), 
	CONSTRAINT fk_decision_by FOREIGN KEY("by") REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_decision_project FOREIGN KEY(project) REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_decision_project_id UNIQUE (project, id)
);
INSERT INTO "decision" VALUES(1,'Z_e5uP1dXcipCEO6tM7aHA','CDGPViiGX3yCu9MmbkRTgg','goal',1,'offer it to all patients','ULh8zXWkVjK5lcinlBtrtw',NULL,'2026-11-24 05:28:01.135754');
CREATE TABLE identity (
	channel TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	user TEXT NOT NULL, 
	person TEXT NOT NULL, 
	room_channel TEXT NOT NULL, 
	room_workspace TEXT NOT NULL, 
	room TEXT NOT NULL, 
	linked INTEGER NOT NULL, 
	CONSTRAINT pk_identity PRIMARY KEY (channel, workspace, user), 
	CONSTRAINT fk_identity_person FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "identity" VALUES('console','local','you','ULh8zXWkVjK5lcinlBtrtw','console','local','you',18);
INSERT INTO "identity" VALUES('console','local','ana','ULh8zXWkVjK5lcinlBtrtw','console','local','ana',3);
INSERT INTO "identity" VALUES('console','local','ben','xWFvtDbTUOCC1GXzaDpnBQ','console','local','ben',2);
CREATE TABLE inbox (
	"key" TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_inbox PRIMARY KEY ("key")
);
INSERT INTO "inbox" VALUES('console:e1f389f7cc9242d0a404cf85926ddbd7','2026-11-24 05:28:01.060770');
INSERT INTO "inbox" VALUES('console:4c7df65563b74a01a27c7dd642c5cfd9','2026-11-24 05:28:01.093632');
INSERT INTO "inbox" VALUES('console:c631907c038c45ed89c8e9d0cdbbf6c8','2026-11-24 05:28:01.098117');
INSERT INTO "inbox" VALUES('console:f89c8a4df36846929d34ff0e12275aef','2026-11-24 05:28:01.101766');
INSERT INTO "inbox" VALUES('console:f89aab6ee31a41da9a2316b6311feab0','2026-11-24 05:28:01.104022');
INSERT INTO "inbox" VALUES('console:70badd76ba914de9b2ca401dc8ea6e72','2026-11-24 05:28:01.108132');
INSERT INTO "inbox" VALUES('console:1c5fb3a6bd1147079127e11c09dca14f','2026-11-24 05:28:01.110885');
INSERT INTO "inbox" VALUES('console:54a4f944b1dd400d8a962170e8747316','2026-11-24 05:28:01.114111');
INSERT INTO "inbox" VALUES('console:df48c17ddc054d75ba5b48f9b1bebb7b','2026-11-24 05:28:01.117160');
INSERT INTO "inbox" VALUES('console:4d4de0f5b7b8481c8a52c1af4ba52a33','2026-11-24 05:28:01.119912');
INSERT INTO "inbox" VALUES('console:96cbb4fa67224843a99d122d511761bb','2026-11-24 05:28:01.122555');
INSERT INTO "inbox" VALUES('console:1b748de5e5a442048c5a64f797e7f538','2026-11-24 05:28:01.124986');
INSERT INTO "inbox" VALUES('console:91757fd1d30b4c73bcf69abea766ef8e','2026-11-24 05:28:01.127653');
INSERT INTO "inbox" VALUES('console:f22b8cd50498462086e13443aa81e94f','2026-11-24 05:28:01.132326');
INSERT INTO "inbox" VALUES('console:0e717b813e4a47238b71b28459171c34','2026-11-24 05:28:01.135754');
INSERT INTO "inbox" VALUES('console:4693f8531d114f43bb6cbfed857f8b84','2026-11-24 05:28:01.139873');
INSERT INTO "inbox" VALUES('console:63d457c958f14137a5e519955deae7bd','2026-11-24 05:28:01.147414');
INSERT INTO "inbox" VALUES('console:21109f2b832d43c185957d4cd3b4de24','2026-11-24 05:28:01.150508');
CREATE TABLE itfits_schema (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT itfits_schema_pkc PRIMARY KEY (version_num)
);
INSERT INTO "itfits_schema" VALUES('0001');
CREATE TABLE journal (
	position INTEGER NOT NULL, 
	"key" TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	person TEXT NOT NULL, 
	project TEXT, 
	session TEXT NOT NULL, 
	flow TEXT NOT NULL, 
	step TEXT NOT NULL, 
	visit INTEGER NOT NULL, 
	changed TEXT NOT NULL, 
	CONSTRAINT pk_journal PRIMARY KEY (position), 
	CONSTRAINT fk_journal_person FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_journal_project FOREIGN KEY(project) REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "journal" VALUES(1,'console:e1f389f7cc9242d0a404cf85926ddbd7','2026-11-24 05:28:01.060770','ULh8zXWkVjK5lcinlBtrtw',NULL,'GGncws-uUH6CPX4A3pGBKw','start','name',1,'[]');
INSERT INTO "journal" VALUES(2,'console:4c7df65563b74a01a27c7dd642c5cfd9','2026-11-24 05:28:01.093632','ULh8zXWkVjK5lcinlBtrtw',NULL,'GGncws-uUH6CPX4A3pGBKw','start','name',1,'["project.name"]');
INSERT INTO "journal" VALUES(3,'console:c631907c038c45ed89c8e9d0cdbbf6c8','2026-11-24 05:28:01.098117','ULh8zXWkVjK5lcinlBtrtw','Z_e5uP1dXcipCEO6tM7aHA','GGncws-uUH6CPX4A3pGBKw','start','members',2,'["team.members"]');
INSERT INTO "journal" VALUES(4,'console:f89c8a4df36846929d34ff0e12275aef','2026-11-24 05:28:01.101766','ULh8zXWkVjK5lcinlBtrtw','Z_e5uP1dXcipCEO6tM7aHA','GGncws-uUH6CPX4A3pGBKw','start','owner',3,'["goal.owner"]');
INSERT INTO "journal" VALUES(5,'console:f89aab6ee31a41da9a2316b6311feab0','2026-11-24 05:28:01.104022','ULh8zXWkVjK5lcinlBtrtw','Z_e5uP1dXcipCEO6tM7aHA','GGncws-uUH6CPX4A3pGBKw','start','named',4,'["team.named"]');
INSERT INTO "journal" VALUES(6,'console:70badd76ba914de9b2ca401dc8ea6e72','2026-11-24 05:28:01.108132','ULh8zXWkVjK5lcinlBtrtw','Z_e5uP1dXcipCEO6tM7aHA','btltI66vX8GTrg-ZtjcDpg','goal','innovation',1,'["goal.innovation"]');
INSERT INTO "journal" VALUES(7,'console:1c5fb3a6bd1147079127e11c09dca14f','2026-11-24 05:28:01.110885','ULh8zXWkVjK5lcinlBtrtw','Z_e5uP1dXcipCEO6tM7aHA','btltI66vX8GTrg-ZtjcDpg','goal','goal',2,'["goal.goal"]');
INSERT INTO "journal" VALUES(8,'console:54a4f944b1dd400d8a962170e8747316','2026-11-24 05:28:01.114111','ULh8zXWkVjK5lcinlBtrtw','Z_e5uP1dXcipCEO6tM7aHA','btltI66vX8GTrg-ZtjcDpg','goal','target',3,'["goal.target"]');
INSERT INTO "journal" VALUES(9,'console:df48c17ddc054d75ba5b48f9b1bebb7b','2026-11-24 05:28:01.117160','ULh8zXWkVjK5lcinlBtrtw','Z_e5uP1dXcipCEO6tM7aHA','btltI66vX8GTrg-ZtjcDpg','goal','emphasis',4,'["goal.emphasis"]');
INSERT INTO "journal" VALUES(10,'console:4d4de0f5b7b8481c8a52c1af4ba52a33','2026-11-24 05:28:01.119912','ULh8zXWkVjK5lcinlBtrtw','Z_e5uP1dXcipCEO6tM7aHA','btltI66vX8GTrg-ZtjcDpg','goal','patient',5,'[]');
INSERT INTO "journal" VALUES(11,'console:96cbb4fa67224843a99d122d511761bb','2026-11-24 05:28:01.122555','ULh8zXWkVjK5lcinlBtrtw','Z_e5uP1dXcipCEO6tM7aHA','btltI66vX8GTrg-ZtjcDpg','goal','check',6,'[]');
INSERT INTO "journal" VALUES(12,'console:1b748de5e5a442048c5a64f797e7f538','2026-11-24 05:28:01.124986','ULh8zXWkVjK5lcinlBtrtw','Z_e5uP1dXcipCEO6tM7aHA','btltI66vX8GTrg-ZtjcDpg','goal','owner',7,'["barriers.owner"]');
INSERT INTO "journal" VALUES(13,'console:91757fd1d30b4c73bcf69abea766ef8e','2026-11-24 05:28:01.127653','ULh8zXWkVjK5lcinlBtrtw','Z_e5uP1dXcipCEO6tM7aHA','btltI66vX8GTrg-ZtjcDpg','goal','due',8,'["barriers.due"]');
INSERT INTO "journal" VALUES(14,'console:f22b8cd50498462086e13443aa81e94f','2026-11-24 05:28:01.132326','xWFvtDbTUOCC1GXzaDpnBQ','Z_e5uP1dXcipCEO6tM7aHA','y3v8tPB7Vu6a0mpQhZbS1Q','agree','agree',1,'[]');
INSERT INTO "journal" VALUES(15,'console:0e717b813e4a47238b71b28459171c34','2026-11-24 05:28:01.135754','ULh8zXWkVjK5lcinlBtrtw','Z_e5uP1dXcipCEO6tM7aHA','btltI66vX8GTrg-ZtjcDpg','goal','wait',9,'[]');
INSERT INTO "journal" VALUES(16,'console:4693f8531d114f43bb6cbfed857f8b84','2026-11-24 05:28:01.139873','ULh8zXWkVjK5lcinlBtrtw','Z_e5uP1dXcipCEO6tM7aHA','ZRROFAy2UgWmT30rbn6kTw','barriers','describe',1,'["own"]');
INSERT INTO "journal" VALUES(17,'console:63d457c958f14137a5e519955deae7bd','2026-11-24 05:28:01.147414','ULh8zXWkVjK5lcinlBtrtw','Z_e5uP1dXcipCEO6tM7aHA','ZRROFAy2UgWmT30rbn6kTw','barriers','more',2,'["own"]');
INSERT INTO "journal" VALUES(18,'console:21109f2b832d43c185957d4cd3b4de24','2026-11-24 05:28:01.150508','ULh8zXWkVjK5lcinlBtrtw','Z_e5uP1dXcipCEO6tM7aHA','ZRROFAy2UgWmT30rbn6kTw','barriers','more',3,'[]');
CREATE TABLE membership (
	position INTEGER NOT NULL, 
	project TEXT NOT NULL, 
	person TEXT NOT NULL, 
	name TEXT NOT NULL, 
	role TEXT NOT NULL, 
	"left" BOOLEAN NOT NULL, 
	CONSTRAINT pk_membership PRIMARY KEY (position), 
	CONSTRAINT fk_membership_person FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_membership_project FOREIGN KEY(project) REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_membership_project_person UNIQUE (project, person)
);
INSERT INTO "membership" VALUES(1,'Z_e5uP1dXcipCEO6tM7aHA','ULh8zXWkVjK5lcinlBtrtw','Ana','lead',0);
INSERT INTO "membership" VALUES(2,'Z_e5uP1dXcipCEO6tM7aHA','xWFvtDbTUOCC1GXzaDpnBQ','Ben','member',0);
CREATE TABLE outbox (
	position INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	channel TEXT NOT NULL, 
	conversation TEXT NOT NULL, 
	person TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	prompt TEXT, 
	answer TEXT, 
	session TEXT, 
	visit INTEGER, 
	asked BOOLEAN NOT NULL, 
	due DATETIME NOT NULL, 
	sequence INTEGER NOT NULL, 
	tried INTEGER NOT NULL, 
	leased_until DATETIME, 
	maybe_repeat BOOLEAN NOT NULL, 
	sent DATETIME, 
	receipt TEXT, 
	CONSTRAINT pk_outbox PRIMARY KEY (position), 
	CONSTRAINT fk_outbox_person FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_outbox_conversation_sequence UNIQUE (conversation, sequence), 
	CONSTRAINT uq_outbox_id UNIQUE (id)
);
INSERT INTO "outbox" VALUES(1,'s7skMG0WVK6uNjukeUVFcA','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','message',NULL,NULL,'GGncws-uUH6CPX4A3pGBKw',1,1,'2026-11-24 05:28:01.060770',1,0,NULL,0,'2026-11-24 05:28:01.092091','s7skMG0WVK6uNjukeUVFcA');
INSERT INTO "outbox" VALUES(2,'C4c4MvIGWu2g3xe94D0D7Q','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','settle',NULL,NULL,'GGncws-uUH6CPX4A3pGBKw',1,1,'2026-11-24 05:28:01.093632',2,0,NULL,0,'2026-11-24 05:28:01.097380',NULL);
INSERT INTO "outbox" VALUES(3,'djyfFWBrUPGKWcwMtkfrXg','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','message',NULL,NULL,'GGncws-uUH6CPX4A3pGBKw',2,1,'2026-11-24 05:28:01.093632',3,0,NULL,0,'2026-11-24 05:28:01.097777','djyfFWBrUPGKWcwMtkfrXg');
INSERT INTO "outbox" VALUES(4,'51SU-UoLXRWVaHWwKgxWLw','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','settle',NULL,NULL,'GGncws-uUH6CPX4A3pGBKw',2,1,'2026-11-24 05:28:01.098117',4,0,NULL,0,'2026-11-24 05:28:01.100976',NULL);
INSERT INTO "outbox" VALUES(5,'dFK3EuicWN6fYSTfQrIokQ','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','message',NULL,NULL,'GGncws-uUH6CPX4A3pGBKw',3,1,'2026-11-24 05:28:01.098117',5,0,NULL,0,'2026-11-24 05:28:01.101409','dFK3EuicWN6fYSTfQrIokQ');
INSERT INTO "outbox" VALUES(6,'_y2j3l1NVfGidbZTO4ebrw','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','settle',NULL,NULL,'GGncws-uUH6CPX4A3pGBKw',3,1,'2026-11-24 05:28:01.101766',6,0,NULL,0,'2026-11-24 05:28:01.103247',NULL);
INSERT INTO "outbox" VALUES(7,'L6KSIDg8VCukod2bJm50iw','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','message',NULL,NULL,'GGncws-uUH6CPX4A3pGBKw',4,1,'2026-11-24 05:28:01.101766',7,0,NULL,0,'2026-11-24 05:28:01.103661','L6KSIDg8VCukod2bJm50iw');
INSERT INTO "outbox" VALUES(8,'sqMaKysHVDSofTnXPFf94Q','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','settle',NULL,NULL,'GGncws-uUH6CPX4A3pGBKw',4,1,'2026-11-24 05:28:01.104022',8,0,NULL,0,'2026-11-24 05:28:01.107347',NULL);
INSERT INTO "outbox" VALUES(9,'ysYqy-4MUe2aKytmdToUiQ','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','message',NULL,NULL,'btltI66vX8GTrg-ZtjcDpg',1,1,'2026-11-24 05:28:01.104022',9,0,NULL,0,'2026-11-24 05:28:01.107765','ysYqy-4MUe2aKytmdToUiQ');
INSERT INTO "outbox" VALUES(10,'hcxzxVUQXmufpn7_rgww-Q','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','settle',NULL,NULL,'btltI66vX8GTrg-ZtjcDpg',1,1,'2026-11-24 05:28:01.108132',10,0,NULL,0,'2026-11-24 05:28:01.109983',NULL);
INSERT INTO "outbox" VALUES(11,'QUlmCihYXRmqsBWPi1VX5Q','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','message',NULL,NULL,'btltI66vX8GTrg-ZtjcDpg',2,1,'2026-11-24 05:28:01.108132',11,0,NULL,0,'2026-11-24 05:28:01.110454','QUlmCihYXRmqsBWPi1VX5Q');
INSERT INTO "outbox" VALUES(12,'D__CBAn1Ux-DbjXB9JuRAA','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','settle',NULL,NULL,'btltI66vX8GTrg-ZtjcDpg',2,1,'2026-11-24 05:28:01.110885',12,0,NULL,0,'2026-11-24 05:28:01.113009',NULL);
INSERT INTO "outbox" VALUES(13,'G1sI_8kMV7CS14k-ejQTPw','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','message',NULL,NULL,'btltI66vX8GTrg-ZtjcDpg',3,1,'2026-11-24 05:28:01.110885',13,0,NULL,0,'2026-11-24 05:28:01.113575','G1sI_8kMV7CS14k-ejQTPw');
INSERT INTO "outbox" VALUES(14,'KzJLkwgjV0a8nyzv-PWChA','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','settle',NULL,NULL,'btltI66vX8GTrg-ZtjcDpg',3,1,'2026-11-24 05:28:01.114111',14,0,NULL,0,'2026-11-24 05:28:01.116134',NULL);
INSERT INTO "outbox" VALUES(15,'EwBh1_6-Wom7IKQzR50PPA','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','message',NULL,NULL,'btltI66vX8GTrg-ZtjcDpg',4,1,'2026-11-24 05:28:01.114111',15,0,NULL,0,'2026-11-24 05:28:01.116681','EwBh1_6-Wom7IKQzR50PPA');
INSERT INTO "outbox" VALUES(16,'kB7TRzHRWrO74SrATyYk7A','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','settle',NULL,NULL,'btltI66vX8GTrg-ZtjcDpg',4,1,'2026-11-24 05:28:01.117160',16,0,NULL,0,'2026-11-24 05:28:01.119052',NULL);
INSERT INTO "outbox" VALUES(17,'xxoWXxWJXHqJWzS16c_msw','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','message',NULL,NULL,'btltI66vX8GTrg-ZtjcDpg',5,1,'2026-11-24 05:28:01.117160',17,0,NULL,0,'2026-11-24 05:28:01.119526','xxoWXxWJXHqJWzS16c_msw');
INSERT INTO "outbox" VALUES(18,'kfYgSVrhWzaGU5s1qA6MPw','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','settle',NULL,NULL,'btltI66vX8GTrg-ZtjcDpg',5,1,'2026-11-24 05:28:01.119912',18,0,NULL,0,'2026-11-24 05:28:01.121705',NULL);
INSERT INTO "outbox" VALUES(19,'P9vjwHebV3--5GFcbB1LXA','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','message',NULL,NULL,'btltI66vX8GTrg-ZtjcDpg',6,1,'2026-11-24 05:28:01.119912',19,0,NULL,0,'2026-11-24 05:28:01.122182','P9vjwHebV3--5GFcbB1LXA');
INSERT INTO "outbox" VALUES(20,'yb5q7maMU--CO7OoKK0-og','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','settle',NULL,NULL,'btltI66vX8GTrg-ZtjcDpg',6,1,'2026-11-24 05:28:01.122555',20,0,NULL,0,'2026-11-24 05:28:01.124116',NULL);
INSERT INTO "outbox" VALUES(21,'B-fqx955VeiJv1grXn0woQ','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','message',NULL,NULL,'btltI66vX8GTrg-ZtjcDpg',7,1,'2026-11-24 05:28:01.122555',21,0,NULL,0,'2026-11-24 05:28:01.124594','B-fqx955VeiJv1grXn0woQ');
INSERT INTO "outbox" VALUES(22,'ezEgJmtmWPSUuQ1palbAsQ','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','settle',NULL,NULL,'btltI66vX8GTrg-ZtjcDpg',7,1,'2026-11-24 05:28:01.124986',22,0,NULL,0,'2026-11-24 05:28:01.126672',NULL);
INSERT INTO "outbox" VALUES(23,'PTqoLX6IW9GjUtXktsldoA','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','message',NULL,NULL,'btltI66vX8GTrg-ZtjcDpg',8,1,'2026-11-24 05:28:01.124986',23,0,NULL,0,'2026-11-24 05:28:01.127187','PTqoLX6IW9GjUtXktsldoA');
INSERT INTO "outbox" VALUES(24,'w4gT9h4EXxei47s1bAurmQ','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','settle',NULL,NULL,'btltI66vX8GTrg-ZtjcDpg',8,1,'2026-11-24 05:28:01.127653',24,0,NULL,0,'2026-11-24 05:28:01.130611',NULL);
INSERT INTO "outbox" VALUES(25,'W8onKKP0XkaFBO20zXxsEg','console','console:local:ben','xWFvtDbTUOCC1GXzaDpnBQ','message',NULL,NULL,'y3v8tPB7Vu6a0mpQhZbS1Q',1,0,'2026-11-24 05:28:01.127653',1,0,NULL,0,'2026-11-24 05:28:01.130611','W8onKKP0XkaFBO20zXxsEg');
INSERT INTO "outbox" VALUES(26,'QrUxYv3GWCGchKlSn3_J9Q','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','message',NULL,NULL,'btltI66vX8GTrg-ZtjcDpg',9,1,'2026-11-24 05:28:01.127653',25,0,NULL,0,'2026-11-24 05:28:01.131148','QrUxYv3GWCGchKlSn3_J9Q');
INSERT INTO "outbox" VALUES(27,'xOzSueBTX_uewdWzzVxkCA','console','console:local:ben','xWFvtDbTUOCC1GXzaDpnBQ','settle',NULL,NULL,'y3v8tPB7Vu6a0mpQhZbS1Q',1,1,'2026-11-24 05:28:01.132326',2,0,NULL,0,'2026-11-24 05:28:01.134223',NULL);
INSERT INTO "outbox" VALUES(28,'zY3Kx1YXWH6KYMTt5cgYJQ','console','console:local:ben','xWFvtDbTUOCC1GXzaDpnBQ','message',NULL,NULL,'y3v8tPB7Vu6a0mpQhZbS1Q',2,1,'2026-11-24 05:28:01.132326',3,0,NULL,0,'2026-11-24 05:28:01.134732','zY3Kx1YXWH6KYMTt5cgYJQ');
INSERT INTO "outbox" VALUES(29,'1U1d6FMvVVqaRv4KaAky8Q','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','settle',NULL,NULL,'btltI66vX8GTrg-ZtjcDpg',9,1,'2026-11-24 05:28:01.135754',26,0,NULL,0,'2026-11-24 05:28:01.139061',NULL);
INSERT INTO "outbox" VALUES(30,'nRiUnudvWum7Z3OR5uAQ3w','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','message',NULL,NULL,'ZRROFAy2UgWmT30rbn6kTw',1,1,'2026-11-24 05:28:01.135754',27,0,NULL,0,'2026-11-24 05:28:01.139505','nRiUnudvWum7Z3OR5uAQ3w');
INSERT INTO "outbox" VALUES(31,'mc1zSYrvXu2Sk5n16RRVjA','console','console:local:ben','xWFvtDbTUOCC1GXzaDpnBQ','message',NULL,NULL,'7LYsj69eXAy8XtXg4JF-7g',1,0,'2026-11-24 05:28:01.135754',4,0,NULL,0,'2026-11-24 05:28:01.139061','mc1zSYrvXu2Sk5n16RRVjA');
INSERT INTO "outbox" VALUES(32,'oYLpU-yXW96511uXrdwYDA','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','settle',NULL,NULL,'ZRROFAy2UgWmT30rbn6kTw',1,1,'2026-11-24 05:28:01.139873',28,0,NULL,0,'2026-11-24 05:28:01.146423',NULL);
INSERT INTO "outbox" VALUES(33,'1sBH9Aw9VH2TXMzau1MJxQ','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','message',NULL,NULL,'ZRROFAy2UgWmT30rbn6kTw',2,1,'2026-11-24 05:28:01.139873',29,0,NULL,0,'2026-11-24 05:28:01.146973','1sBH9Aw9VH2TXMzau1MJxQ');
INSERT INTO "outbox" VALUES(34,'vFArQ_hmXMuscBuz2hmNnQ','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','settle',NULL,NULL,'ZRROFAy2UgWmT30rbn6kTw',2,1,'2026-11-24 05:28:01.147414',30,0,NULL,0,'2026-11-24 05:28:01.149496',NULL);
INSERT INTO "outbox" VALUES(35,'y0QxN4x-XkizhjBf1PM0-A','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','message',NULL,NULL,'ZRROFAy2UgWmT30rbn6kTw',3,1,'2026-11-24 05:28:01.147414',31,0,NULL,0,'2026-11-24 05:28:01.150035','y0QxN4x-XkizhjBf1PM0-A');
INSERT INTO "outbox" VALUES(36,'D511lOUQVOqV-xsslcqhTQ','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','settle',NULL,NULL,'ZRROFAy2UgWmT30rbn6kTw',3,1,'2026-11-24 05:28:01.150508',32,0,NULL,0,'2026-11-24 05:28:01.152266',NULL);
INSERT INTO "outbox" VALUES(37,'DvNkySsWV_mPY0BiKiKhtA','console','console:local:you','ULh8zXWkVjK5lcinlBtrtw','message',NULL,NULL,'ZRROFAy2UgWmT30rbn6kTw',4,1,'2026-11-24 05:28:01.150508',33,0,NULL,0,'2026-11-24 05:28:01.152799','DvNkySsWV_mPY0BiKiKhtA');
CREATE TABLE parking (
	position INTEGER NOT NULL, 
	project TEXT NOT NULL, 
	id TEXT NOT NULL, 
	step TEXT NOT NULL, 
	words TEXT NOT NULL, 
	author TEXT, 
	CONSTRAINT pk_parking PRIMARY KEY (position), 
	CONSTRAINT fk_parking_author FOREIGN KEY(author) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_parking_project FOREIGN KEY(project) REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_parking_project_id UNIQUE (project, id)
);
CREATE TABLE person (
	position INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	name TEXT NOT NULL, 
	language TEXT NOT NULL, 
	active TEXT, 
	muted BOOLEAN NOT NULL, 
	CONSTRAINT pk_person PRIMARY KEY (position), 
	CONSTRAINT fk_person_workspace FOREIGN KEY(workspace) REFERENCES workspace (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_person_id UNIQUE (id)
);
INSERT INTO "person" VALUES(1,'ULh8zXWkVjK5lcinlBtrtw','local','Ana','en','ZRROFAy2UgWmT30rbn6kTw',0);
INSERT INTO "person" VALUES(2,'xWFvtDbTUOCC1GXzaDpnBQ','local','Ben','en','y3v8tPB7Vu6a0mpQhZbS1Q',0);
CREATE TABLE project (
	position INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	team TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	name TEXT NOT NULL, 
	named BOOLEAN NOT NULL, 
	created DATETIME NOT NULL, 
	innovation TEXT, 
	goal TEXT, 
	target TEXT, 
	emphasis TEXT, 
	emphasis_words TEXT, 
	patient_view TEXT, 
	CONSTRAINT pk_project PRIMARY KEY (position), 
	CONSTRAINT fk_project_team FOREIGN KEY(team) REFERENCES team (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_project_workspace FOREIGN KEY(workspace) REFERENCES workspace (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_project_id UNIQUE (id)
);
INSERT INTO "project" VALUES(1,'Z_e5uP1dXcipCEO6tM7aHA','Z_e5uP1dXcipCEO6tM7aHA','local','Online therapy',1,'2026-11-24 05:28:01.093632','online therapy at home','offer it to all patients','staff','referrals',NULL,NULL);
CREATE TABLE session (
	position INTEGER NOT NULL, 
	id TEXT NOT NULL, 
	person TEXT NOT NULL, 
	project TEXT, 
	flow TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	finished BOOLEAN NOT NULL, 
	body TEXT NOT NULL, 
	CONSTRAINT pk_session PRIMARY KEY (position), 
	CONSTRAINT fk_session_person FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_session_project FOREIGN KEY(project) REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_session_id UNIQUE (id)
);
INSERT INTO "session" VALUES(1,'GGncws-uUH6CPX4A3pGBKw','ULh8zXWkVjK5lcinlBtrtw','Z_e5uP1dXcipCEO6tM7aHA','start',1,1,'{"id":"GGncws-uUH6CPX4A3pGBKw","person":"ULh8zXWkVjK5lcinlBtrtw","workspace":"local","project":"Z_e5uP1dXcipCEO6tM7aHA","flow":"start","number":1,"step":"done","visit":5,"answers":{"name":{"visit":1,"option":null,"trigger":"known","at":"2026-11-24T05:28:01.093632Z"},"members":{"visit":2,"option":null,"trigger":"team","at":"2026-11-24T05:28:01.098117Z"},"owner":{"visit":3,"option":"ULh8zXWkVjK5lcinlBtrtw","trigger":"given","at":"2026-11-24T05:28:01.101766Z"},"named":{"visit":4,"option":"named","trigger":"given","at":"2026-11-24T05:28:01.104022Z"}},"behind":["name","members","owner","named"],"redo":[],"slots":{"owner":"ULh8zXWkVjK5lcinlBtrtw"},"aside":null,"finished":true,"touched":"2026-11-24T05:28:01.104022Z"}');
INSERT INTO "session" VALUES(2,'btltI66vX8GTrg-ZtjcDpg','ULh8zXWkVjK5lcinlBtrtw','Z_e5uP1dXcipCEO6tM7aHA','goal',1,1,'{"id":"btltI66vX8GTrg-ZtjcDpg","person":"ULh8zXWkVjK5lcinlBtrtw","workspace":"local","project":"Z_e5uP1dXcipCEO6tM7aHA","flow":"goal","number":1,"step":"done","visit":10,"answers":{"innovation":{"visit":1,"option":null,"trigger":"given","at":"2026-11-24T05:28:01.108132Z"},"goal":{"visit":2,"option":null,"trigger":"given","at":"2026-11-24T05:28:01.110885Z"},"target":{"visit":3,"option":"staff","trigger":"given","at":"2026-11-24T05:28:01.114111Z"},"emphasis":{"visit":4,"option":"referrals","trigger":"given","at":"2026-11-24T05:28:01.117160Z"},"patient":{"visit":5,"option":"~skip","trigger":"given","at":"2026-11-24T05:28:01.119912Z"},"check":{"visit":6,"option":"yes","trigger":"team","at":"2026-11-24T05:28:01.122555Z"},"owner":{"visit":7,"option":"ULh8zXWkVjK5lcinlBtrtw","trigger":"given","at":"2026-11-24T05:28:01.124986Z"},"due":{"visit":8,"option":"two_weeks","trigger":"clear","at":"2026-11-24T05:28:01.127653Z"},"wait":{"visit":9,"option":"go","trigger":"go","at":"2026-11-24T05:28:01.135754Z"}},"behind":["innovation","goal","target","emphasis","patient","check","owner","due","wait"],"redo":[],"slots":{"owner":"ULh8zXWkVjK5lcinlBtrtw","due":"2026-12-08"},"aside":null,"finished":true,"touched":"2026-11-24T05:28:01.135754Z"}');
INSERT INTO "session" VALUES(3,'y3v8tPB7Vu6a0mpQhZbS1Q','xWFvtDbTUOCC1GXzaDpnBQ','Z_e5uP1dXcipCEO6tM7aHA','agree',1,0,'{"id":"y3v8tPB7Vu6a0mpQhZbS1Q","person":"xWFvtDbTUOCC1GXzaDpnBQ","workspace":"local","project":"Z_e5uP1dXcipCEO6tM7aHA","flow":"agree","number":1,"step":"change","visit":2,"answers":{"agree":{"visit":1,"option":"change","trigger":"change","at":"2026-11-24T05:28:01.132326Z"}},"behind":["agree"],"redo":[],"slots":{},"aside":null,"finished":false,"touched":"2026-11-24T05:28:01.132326Z"}');
INSERT INTO "session" VALUES(4,'ZRROFAy2UgWmT30rbn6kTw','ULh8zXWkVjK5lcinlBtrtw','Z_e5uP1dXcipCEO6tM7aHA','barriers',1,0,'{"id":"ZRROFAy2UgWmT30rbn6kTw","person":"ULh8zXWkVjK5lcinlBtrtw","workspace":"local","project":"Z_e5uP1dXcipCEO6tM7aHA","flow":"barriers","number":1,"step":"helps","visit":4,"answers":{"describe":{"visit":1,"option":null,"trigger":"described","at":"2026-11-24T05:28:01.139873Z"},"more":{"visit":3,"option":"enough","trigger":"enough","at":"2026-11-24T05:28:01.150508Z"}},"behind":["describe","more"],"redo":[],"slots":{"own":["9riwg84zVsWDjusUPCVe-Q","jKW0XSsLW1iQBkfoXpW2Mw"]},"aside":null,"finished":false,"touched":"2026-11-24T05:28:01.150508Z"}');
INSERT INTO "session" VALUES(5,'7LYsj69eXAy8XtXg4JF-7g','xWFvtDbTUOCC1GXzaDpnBQ','Z_e5uP1dXcipCEO6tM7aHA','barriers',1,0,'{"id":"7LYsj69eXAy8XtXg4JF-7g","person":"xWFvtDbTUOCC1GXzaDpnBQ","workspace":"local","project":"Z_e5uP1dXcipCEO6tM7aHA","flow":"barriers","number":1,"step":"describe","visit":1,"answers":{},"behind":[],"redo":[],"slots":{},"aside":null,"finished":false,"touched":"2026-11-24T05:28:01.135754Z"}');
CREATE TABLE step_visit (
	position INTEGER NOT NULL, 
	project TEXT NOT NULL, 
	step TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	owner TEXT, 
	due DATE, 
	opened DATETIME, 
	closed DATETIME, 
	reason TEXT, 
	answered TEXT NOT NULL, 
	CONSTRAINT pk_step_visit PRIMARY KEY (position), 
	CONSTRAINT fk_step_visit_owner FOREIGN KEY(owner) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT fk_step_visit_project FOREIGN KEY(project) REFERENCES project (id) DEFERRABLE INITIALLY DEFERRED, 
	CONSTRAINT uq_step_visit_project_step_number UNIQUE (project, step, number)
);
INSERT INTO "step_visit" VALUES(1,'Z_e5uP1dXcipCEO6tM7aHA','team',1,'decided','ULh8zXWkVjK5lcinlBtrtw',NULL,'2026-11-24 05:28:01.093632','2026-11-24 05:28:01.104022',NULL,'[]');
INSERT INTO "step_visit" VALUES(2,'Z_e5uP1dXcipCEO6tM7aHA','goal',1,'decided','ULh8zXWkVjK5lcinlBtrtw',NULL,'2026-11-24 05:28:01.104022','2026-11-24 05:28:01.135754',NULL,'["ULh8zXWkVjK5lcinlBtrtw"]');
INSERT INTO "step_visit" VALUES(3,'Z_e5uP1dXcipCEO6tM7aHA','barriers',1,'open','ULh8zXWkVjK5lcinlBtrtw','2026-12-08','2026-11-24 05:28:01.135754',NULL,NULL,'[]');
CREATE TABLE team (
	id TEXT NOT NULL, 
	workspace TEXT NOT NULL, 
	CONSTRAINT pk_team PRIMARY KEY (id), 
	CONSTRAINT fk_team_workspace FOREIGN KEY(workspace) REFERENCES workspace (id) DEFERRABLE INITIALLY DEFERRED
);
INSERT INTO "team" VALUES('Z_e5uP1dXcipCEO6tM7aHA','local');
CREATE TABLE workspace (
	id TEXT NOT NULL, 
	CONSTRAINT pk_workspace PRIMARY KEY (id)
);
INSERT INTO "workspace" VALUES('local');
CREATE INDEX ix_person_workspace ON person (workspace);
CREATE INDEX ix_team_workspace ON team (workspace);
CREATE INDEX ix_identity_person ON identity (person);
CREATE INDEX ix_outbox_conversation_unsent ON outbox (conversation, sequence) WHERE sent IS NULL;
CREATE INDEX ix_outbox_due_unsent ON outbox (channel, due) WHERE sent IS NULL;
CREATE INDEX ix_outbox_person ON outbox (person);
CREATE INDEX ix_outbox_session_visit ON outbox (session, visit);
CREATE INDEX ix_project_team ON project (team);
CREATE INDEX ix_project_workspace ON project (workspace);
CREATE INDEX ix_journal_person ON journal (person);
CREATE INDEX ix_journal_project ON journal (project);
CREATE INDEX ix_membership_person ON membership (person);
CREATE INDEX ix_session_person_finished ON session (person, finished);
CREATE INDEX ix_session_project ON session (project);
COMMIT;
