/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "commands/labels.h"
#include "session/describe.h"
#include "session/report.h"
#include "session/segments.h"
#include "session/session.h"
#include "text/json.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct arguments {
	struct word path;
	unsigned char id;
};

static const struct parameter parameters[] = {
	OPERAND(REQUIRED, "PATH", KIND_FILE, path, "a file that is there"),
	OPERAND(REQUIRED, "ID", KIND_FTOK_ID, id,
	        "a character, or a number from 1 to 255"),
	END_OF_PARAMETERS,
};

/* As ftok:PATH:ID finds it. */
static bool find_key(struct session *session, const struct arguments *arguments,
                     key_t *key)
{
	struct complaint complaint;
	struct segment_name name;
	char *text;
	int length = asprintf(&text, "ftok:%s:%u", arguments->path.text,
	                      arguments->id);
	bool good;

	if (length < 0)
		return fail(session, "out of memory");
	good = segment_read("PATH", text, (size_t)length, &name, &complaint)
	               ? segment_key(session, &name, key)
	               : fail_with(session, &complaint);
	free(text);
	return good;
}

static void show_text(struct output *output, const struct arguments *arguments,
                      key_t key, const struct stat *file)
{
	unsigned char id = arguments->id;

	label_show(output, "key", "0x%08x (%d)", (unsigned)key, key);
	if (id > ' ' && id < 0x7f)
		label_show(output, "id", "0x%02x '%c'", id, id);
	else
		label_show(output, "id", "0x%02x", id);
	label_show(output, "device", "0x%jx, of which 0x%02x counts",
	           (uintmax_t)file->st_dev, (unsigned)file->st_dev & 0xff);
	label_show(output, "inode", "%ju = 0x%jx, of which 0x%04x counts",
	           (uintmax_t)file->st_ino, (uintmax_t)file->st_ino,
	           (unsigned)file->st_ino & 0xffff);
	label_show(output, "shared",
	           "by every file that ends so; and the same path made anew "
	           "is another");
}

static void show_json(struct output *output, key_t key, unsigned char id,
                      const struct stat *file)
{
	struct json json = json_begin(output);

	json_string(&json, "command", "ftok");
	json_key(&json, key);
	json_unsigned(&json, "ftok_id", id);
	json_unsigned(&json, "device", file->st_dev);
	json_unsigned(&json, "inode", file->st_ino);
	json_end(&json);
}

static bool ftok_run(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	struct stat file;
	key_t key = 0;

	if (!find_key(session, arguments, &key))
		return false;
	if (stat(arguments->path.text, &file) != 0)
		return fail(session, "%s: %s (%s)", arguments->path.text,
		            strerror(errno), strerrorname_np(errno));
	if (session->json)
		show_json(session->output, key, arguments->id, &file);
	else
		show_text(session->output, arguments, key, &file);
	return true;
}

static const struct trouble troubles[] = {
	{ "no key is made of the file: ... (ENOENT)",
	  "ftok(3) asks for the file's device and inode: it has to exist, and\n"
	  "you must be allowed to reach it." },
	{ "the ID of ftok is a character or a number, not '...'",
	  "Only eight bits of it count. A digit is a number: 1 is not '1', or 49." },
	{ NULL, NULL },
};

const struct command ftok_command = {
	.name = "ftok",
	.summary = "the key that ftok(3) makes of a file",
	.details =
		"The key is the ID, the last byte of the device and the last two of the inode.\n"
		"So two files may give the same key, and a file that was deleted and made anew\n"
		"may give another one. ftok:PATH:ID means that key wherever a segment is asked\n"
		"for.",
	.wrong = troubles,
	.examples = {
		{ "The ID is the key's first byte:",
		  "> ftok / A | head -n 2 | cut -c 1-14\n"
		  "key       0x41\n"
		  "id        0x41\n" },
		{ "A character and its number are the same ID:",
		  "> ftok / 65 | sed -n 2p\n"
		  "id        0x41 'A'\n" },
	},
	.parameters = parameters,
	.arguments_size = sizeof(struct arguments),
	.pages = true,
	.run = ftok_run,
};
