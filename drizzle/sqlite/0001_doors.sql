CREATE TABLE `clarification` (
	`workbook` text NOT NULL,
	`clarification` text NOT NULL,
	`edition` text NOT NULL,
	`kpi` text NOT NULL,
	`status` text NOT NULL,
	`scope` text,
	`asked` integer NOT NULL,
	`ruled` integer,
	`asked_at` integer NOT NULL,
	`ruled_at` integer,
	PRIMARY KEY(`workbook`, `clarification`)
);
--> statement-breakpoint
CREATE INDEX `clarification_status` ON `clarification` (`status`,`asked_at`);--> statement-breakpoint
CREATE INDEX `clarification_scope` ON `clarification` (`scope`,`edition`);--> statement-breakpoint
CREATE TABLE `idempotency` (
	`person` text NOT NULL,
	`key` text NOT NULL,
	`request` text NOT NULL,
	`status` integer NOT NULL,
	`body` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`person`, `key`)
);
--> statement-breakpoint
CREATE INDEX `idempotency_at` ON `idempotency` (`at`);--> statement-breakpoint
CREATE TABLE `invitation` (
	`id` text PRIMARY KEY NOT NULL,
	`workbook` text NOT NULL,
	`role` text NOT NULL,
	`entity` text,
	`note` text NOT NULL,
	`by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`used_by` text,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE INDEX `invitation_workbook` ON `invitation` (`workbook`);--> statement-breakpoint
CREATE TABLE `mention` (
	`workbook` text NOT NULL,
	`subject` text NOT NULL,
	`number` integer NOT NULL,
	PRIMARY KEY(`workbook`, `subject`, `number`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `mentioned` (
	`workbook` text PRIMARY KEY NOT NULL,
	`up_to` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `refused_draft` (
	`id` text PRIMARY KEY NOT NULL,
	`workbook` text NOT NULL,
	`cell` text NOT NULL,
	`text` text,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	`door` text NOT NULL,
	`code` text NOT NULL,
	`detail` text NOT NULL,
	`head` integer NOT NULL,
	`settled_at` integer,
	`settled_by` text
);
--> statement-breakpoint
CREATE INDEX `refused_draft_workbook` ON `refused_draft` (`workbook`,`cell`);--> statement-breakpoint
CREATE TABLE `reopened` (
	`workbook` text NOT NULL,
	`number` integer NOT NULL,
	`subject` text NOT NULL,
	`until` integer NOT NULL,
	PRIMARY KEY(`workbook`, `number`, `subject`)
);
--> statement-breakpoint
CREATE TABLE `seen` (
	`workbook` text NOT NULL,
	`person` text NOT NULL,
	`number` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`workbook`, `person`)
);
--> statement-breakpoint
CREATE TABLE `token` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`name` text NOT NULL,
	`scope` text NOT NULL,
	`workbook` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`person`) REFERENCES `person`(`person`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `token_person` ON `token` (`person`);--> statement-breakpoint
CREATE TABLE `webhook` (
	`id` text PRIMARY KEY NOT NULL,
	`workbook` text NOT NULL,
	`url` text NOT NULL,
	`secret` text NOT NULL,
	`by` text NOT NULL,
	`created_at` integer NOT NULL,
	`sent_up_to` integer NOT NULL,
	`failures` integer NOT NULL,
	`last_error` text,
	`next_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `webhook_workbook` ON `webhook` (`workbook`);--> statement-breakpoint
CREATE TABLE `webhook_target` (
	`origin` text PRIMARY KEY NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `session` ADD `agent` text DEFAULT '' NOT NULL;