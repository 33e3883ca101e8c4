CREATE TABLE `cell` (
	`workbook` text NOT NULL,
	`cell` text NOT NULL,
	`text` text NOT NULL,
	`number` integer NOT NULL,
	`by` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`workbook`, `cell`)
);
--> statement-breakpoint
CREATE TABLE `checkpoint` (
	`id` integer PRIMARY KEY NOT NULL,
	`size` integer NOT NULL,
	`root` blob NOT NULL,
	`note` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `checkpoint_size` ON `checkpoint` (`size`);--> statement-breakpoint
CREATE TABLE `client_claim` (
	`workbook` text NOT NULL,
	`client` integer NOT NULL,
	`person` text NOT NULL,
	PRIMARY KEY(`workbook`, `client`)
);
--> statement-breakpoint
CREATE TABLE `command` (
	`workbook` text NOT NULL,
	`command` text NOT NULL,
	`number` integer NOT NULL,
	PRIMARY KEY(`workbook`, `command`)
);
--> statement-breakpoint
CREATE TABLE `entry` (
	`log_index` integer PRIMARY KEY NOT NULL,
	`workbook` text NOT NULL,
	`number` integer NOT NULL,
	`kind` text NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`leaf` blob NOT NULL,
	`text` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `entry_workbook_number` ON `entry` (`workbook`,`number`);--> statement-breakpoint
CREATE INDEX `entry_event` ON `entry` (`workbook`,`number`) WHERE kind = 'event';--> statement-breakpoint
CREATE TABLE `generation` (
	`workbook` text NOT NULL,
	`generation` integer NOT NULL,
	`up_to` integer NOT NULL,
	`base` blob NOT NULL,
	PRIMARY KEY(`workbook`, `generation`)
);
--> statement-breakpoint
CREATE TABLE `link` (
	`id` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`person` text,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`person`) REFERENCES `person`(`person`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `membership` (
	`workbook` text NOT NULL,
	`person` text NOT NULL,
	`role` text NOT NULL,
	`entity` text,
	PRIMARY KEY(`workbook`, `person`)
);
--> statement-breakpoint
CREATE INDEX `membership_person` ON `membership` (`person`);--> statement-breakpoint
CREATE TABLE `person` (
	`person` text PRIMARY KEY NOT NULL,
	`email` text,
	`name` text NOT NULL,
	`password_hash` text,
	`admin` integer NOT NULL,
	`demo` integer NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `person_email_unique` ON `person` (`email`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`person` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`person`) REFERENCES `person`(`person`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `session_person` ON `session` (`person`);--> statement-breakpoint
CREATE TABLE `setting` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `snapshot` (
	`workbook` text NOT NULL,
	`submission` integer NOT NULL,
	`text` text NOT NULL,
	PRIMARY KEY(`workbook`, `submission`)
);
--> statement-breakpoint
CREATE TABLE `tree` (
	`id` integer PRIMARY KEY NOT NULL,
	`size` integer NOT NULL,
	`frontier` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tree_node` (
	`level` integer NOT NULL,
	`node_index` integer NOT NULL,
	`hash` blob NOT NULL,
	PRIMARY KEY(`level`, `node_index`)
);
--> statement-breakpoint
CREATE TABLE `workbook` (
	`workbook` text PRIMARY KEY NOT NULL,
	`city` text NOT NULL,
	`title` text NOT NULL,
	`head` integer NOT NULL,
	`locked` integer NOT NULL,
	`generation` integer NOT NULL,
	`created_at` integer NOT NULL
);
