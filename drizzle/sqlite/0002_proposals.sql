ALTER TABLE `refused_draft` ADD `handed_in_at` integer;--> statement-breakpoint
ALTER TABLE `refused_draft` ADD `note` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `refused_draft` ADD `settled_how` text;--> statement-breakpoint
ALTER TABLE `refused_draft` ADD `word` text DEFAULT '' NOT NULL;