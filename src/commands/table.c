/* SPDX-License-Identifier: BSD-2-Clause */
#include "commands/table.h"

#include "command/command.h"
#include "commands/commands.h"
#include "language/near.h"
#include "text/line.h"

#include <string.h>

const struct command *const table_commands[] = {
	&create_command,
	&attach_command,
	&detach_command,
	&use_command,
	&rm_command,
	&chmod_command,
	&chown_command,
	&lock_command,
	&unlock_command,
	&touch_command,

	&write_command,
	&read_command,
	&printf_command,
	&scanf_command,
	&dump_command,
	&fill_command,
	&load_command,
	&save_command,
	&copy_command,
	&cmp_command,
	&find_command,
	&strings_command,
	&map_command,
	&watch_command,
	&wait_command,
	&atomic_command,
	&wake_command,

	&ls_command,
	&stat_command,
	&who_command,
	&limits_command,
	&prune_command,
	&key_command,
	&ftok_command,
	&ns_command,

	&set_command,
	&unset_command,
	&echo_command,
	&source_command,
	&time_command,
	&sleep_command,
	&history_command,
	&trace_command,
	&help_command,
	&quit_command,
	NULL,
};

const char *table_group(const struct command *command)
{
	/* each begins with the command that stands there */
	static const struct {
		const struct command *first;
		const char *heading;
	} groups[] = {
		{ &create_command, "making and unmaking" },
		{ &write_command, "contents" },
		{ &ls_command, "exploring" },
		{ &set_command, "the session" },
	};
	const char *heading = NULL;

	for (size_t i = 0; table_commands[i]; i++) {
		for (size_t j = 0; j < sizeof(groups) / sizeof(groups[0]); j++)
			if (groups[j].first == table_commands[i])
				heading = groups[j].heading;
		if (table_commands[i] == command)
			return heading;
	}
	return NULL;
}

enum {
	SLOTS = 256
};

/* Every name and alias, found at once: built when first asked. */
static struct slot {
	const char *name;
	size_t length;
	const struct command *command;
} slots[SLOTS];

static size_t slot_of(const char *name, size_t length)
{
	return ((unsigned char)name[0] * 7u +
	        (unsigned char)name[length - 1] * 31u + length * 5u) %
	       SLOTS;
}

static void slot_fill(const char *name, const struct command *command)
{
	size_t length = strlen(name);
	size_t at = slot_of(name, length);

	while (slots[at].name)
		at = (at + 1) % SLOTS;
	slots[at] = (struct slot){ name, length, command };
}

static void slots_build(void)
{
	for (size_t i = 0; table_commands[i]; i++) {
		const struct command *command = table_commands[i];

		slot_fill(command->name, command);
		for (size_t j = 0; j < ALIASES && command->aliases[j]; j++)
			slot_fill(command->aliases[j], command);
	}
}

const struct command *table_find(const char *name, size_t length)
{
	static bool built;
	size_t at;

	if (!built)
		slots_build();
	built = true;
	if (length == 0)
		return NULL;
	for (at = slot_of(name, length); slots[at].name; at = (at + 1) % SLOTS)
		if (slots[at].length == length &&
		    memcmp(slots[at].name, name, length) == 0)
			return slots[at].command;
	return NULL;
}

/* The command that alone begins so; LIST gets all that do. */
static const struct command *find_prefix(const char *name, size_t length,
                                         struct line *list)
{
	const struct command *found = NULL;
	size_t count = 0;

	for (size_t i = 0; length > 0 && table_commands[i]; i++) {
		if (strncmp(table_commands[i]->name, name, length) != 0)
			continue;
		found = table_commands[i];
		line_add(list, "%s%s", count++ ? ", " : "", found->name);
	}
	return count == 1 ? found : NULL;
}

/* What people call the commands who come from C and from other tools. */
static const struct {
	const char *said;
	const char *meant;
} foreign[] = {
	{ "shmget", "create" },  { "shmat", "attach" },
	{ "shmdt", "detach" },   { "shmctl", "stat" },
	{ "ipcmk", "create" },   { "ipcrm", "rm" },
	{ "lsipc", "ls" },       { "list", "ls" },
	{ "remove", "rm" },      { "delete", "rm" },
	{ "sprintf", "printf" }, { "sscanf", "scanf" },
	{ "hexdump", "dump" },   { "xxd", "dump" },
	{ "cat", "read" },       { "get", "read" },
	{ "put", "write" },      { "print", "printf" },
	{ "memset", "fill" },    { "memcpy", "copy" },
	{ "cp", "copy" },        { "import", "load" },
	{ "export", "save" },    { "populate", "touch" },
};

const char *table_meant(const char *name, size_t length, bool near)
{
	for (size_t i = 0; i < sizeof(foreign) / sizeof(foreign[0]); i++)
		if (near ? near_enough(foreign[i].said, name, length)
		         : strlen(foreign[i].said) == length &&
		                    memcmp(foreign[i].said, name, length) == 0)
			return foreign[i].meant;
	return NULL;
}

static void find_near(const char *name, size_t length, struct line *list)
{
	for (size_t i = 0; table_commands[i]; i++)
		if (near_enough(table_commands[i]->name, name, length))
			line_add(list, "%s%s", list->length ? ", " : "",
			         table_commands[i]->name);
}

const struct command *table_choose(const char *name, size_t length,
                                   bool prefixes, struct complaint *complaint)
{
	const struct command *found = table_find(name, length);
	const char *meant;
	char names[200];
	struct line list = line_on(names, sizeof(names));

	if (found)
		return found;
	if (prefixes)
		found = find_prefix(name, length, &list);
	if (found)
		return found;
	if (list.length > 0) {
		complain(complaint, "'%.*s' may be one of several commands",
		         complaint_width(length), name);
		complaint_cause(complaint, "it may be %s", names);
		return NULL;
	}
	complain(complaint, "there is no command '%.*s'",
	         complaint_width(length), name);
	meant = table_meant(name, length, false);
	if (meant)
		line_add(&list, "%s", meant);
	else
		find_near(name, length, &list);
	if (!prefixes && list.length == 0)
		find_prefix(name, length, &list);
	complaint_remedy(complaint, "%s", list.length ? names : "help");
	return NULL;
}
