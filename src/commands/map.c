/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/command.h"
#include "commands/map_draw.h"
#include "commands/map_look.h"
#include "session/describe.h"
#include "session/report.h"
#include "session/session.h"
#include "session/side.h"
#include "shm/attachments.h"
#include "text/json.h"
#include "text/style.h"

#include <inttypes.h>
#include <sys/ioctl.h>
#include <termios.h>

struct arguments {
	struct segment_name segment;
};

static const struct parameter parameters[] = {
	OPERAND(OPTIONAL, "SEGMENT", KIND_SEGMENT, segment,
	        "what to draw; the current segment"),
	END_OF_PARAMETERS,
};

static const struct arguments defaults = {
	.segment = { .text = ".", .length = 1 },
};

enum {
	WIDTH_USUAL = 80
};

static size_t width_of(const struct output *output)
{
	struct winsize window;

	if (!output->terminal ||
	    ioctl(output->descriptor, TIOCGWINSZ, &window) != 0 ||
	    window.ws_col == 0)
		return WIDTH_USUAL;
	return window.ws_col;
}

static void show_title(struct session *session, const struct side *side,
                       const struct map *map)
{
	const struct attachment *attachment = side->attachment;
	struct output *output = session->output;
	char key[KEY_ROOM];
	char size[KEY_ROOM];

	describe_key(attachment_key(attachment), attachment->removed, key);
	describe_size(map->size, size);
	style_text(output, STYLE_KEY, key);
	output_print(output, "  id %d  %" PRIu64 " byte%s", attachment->id,
	             map->size, map->size == 1 ? "" : "s");
	if (size[0])
		output_print(output, " (%s)", size);
	describe_size(map->cell, size);
	if (size[0])
		output_print(output, "  a cell is %s", size);
	else
		output_print(output, "  a cell is %" PRIu64 " bytes",
		             map->cell);
	output_text(output, map->sampled ? ", read in part\n" : "\n");
}

static void show_run(struct json *json, const struct map *map, size_t first,
                     size_t end)
{
	uint64_t offset = first * map->cell;
	uint64_t behind = end * map->cell;

	json_object(json);
	json_unsigned(json, "offset", offset);
	json_unsigned(json, "length",
	              (behind < map->size ? behind : map->size) - offset);
	json_string(json, "class", map_class_name(map->classes[first]));
	json_object_end(json);
}

static void show_json(struct session *session, const struct side *side,
                      const struct map *map)
{
	const struct attachment *attachment = side->attachment;
	struct json json = json_begin(session->output);
	size_t first = 0;

	json_string(&json, "command", "map");
	json_segment(&json, attachment_key(attachment), attachment->id);
	json_unsigned(&json, "size", map->size);
	json_unsigned(&json, "cell", map->cell);
	json_bool(&json, "sampled", map->sampled);
	for (size_t i = 0; i < MAP_CLASSES; i++)
		json_unsigned(&json, map_class_name(map_order[i]),
		              map->bytes[map_order[i]]);
	json_array(&json, "runs");
	for (size_t i = 1; i <= map->count; i++) {
		if (i < map->count && map->classes[i] == map->classes[first])
			continue;
		show_run(&json, map, first, i);
		first = i;
	}
	json_array_end(&json);
	json_end(&json);
}

static bool map(struct session *session, const void *parsed)
{
	const struct arguments *arguments = parsed;
	struct place place = { .segment = arguments->segment };
	size_t width = session->json ? WIDTH_USUAL : width_of(session->output);
	size_t columns = map_columns(width);
	struct side side;
	struct map map;
	bool good;

	if (!side_open(session, &place, 0, false, &side))
		return false;
	good = map_look(session, &side, columns * MAP_ROWS, &map);
	side_close(&side);
	if (!good)
		return false;
	if (session->json) {
		show_json(session, &side, &map);
		return true;
	}
	show_title(session, &side, &map);
	map_draw(&map, columns, width, session->output);
	return true;
}

static const struct trouble troubles[] = {
	{ "you may not attach it so (EACCES)",
	  "Its mode does not let you read: help modes." },
	{ NULL, NULL },
};

const struct command map_command = {
	.name = "map",
	.summary = "draw a picture of a whole segment",
	.details = "Each cell shows what most of its bytes that are not zero "
		   "seem to be; a page that\nnobody touched is not read. Of "
		   "a cell no more than 16 pages are read, and sizes\nare "
		   "estimated from them. Offsets can be typed: dump 1234+64K.",
	.wrong = troubles,
	.examples = {
		{ "What a program keeps where; this is how it looks without UTF-8:",
		  "> create 1234 1000\n"
		  "created 0x000004d2  id 0  1000 bytes  rw-------\n"
		  "> printf 1234 \"%s\" \"a table of four numbers follows\"\n"
		  "wrote 32 bytes to 1234+0\n"
		  "> write -x 1234+64 01000000 02000000 03000000 04000000\n"
		  "wrote 16 bytes to 1234+64\n"
		  "> !LC_ALL=C shmsh -c 'map 1234'\n"
		  "0x000004d2  id 0  1000 bytes  a cell is 16 bytes\n"
		  "    +0 ==--+----------------------------------------------------------\n"
		  "       - zeros 952 B 95 %   + numbers 16 B 2 %   = text 32 B 3 %\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
		{ "Of 128 pages only one was ever touched:",
		  "> create 1234 512K\n"
		  "created 0x000004d2  id 0  524288 bytes  rw-------\n"
		  "> printf 1234+64K \"%s=%d\" answer 42\n"
		  "wrote 10 bytes to 1234+65536\n"
		  "> !LC_ALL=C shmsh -c 'map 1234' | head -n 4\n"
		  "0x000004d2  id 0  524288 bytes (512.0 KiB)  a cell is 512 bytes\n"
		  "    +0 ................................................................\n"
		  "  +32K ................................................................\n"
		  "  +64K =-------........................................................\n"
		  "> !LC_ALL=C shmsh -c 'map 1234' | tail -n 1\n"
		  "       . untouched 508.0 KiB 99 %   - zeros 3.5 KiB   = text 512 B\n"
		  "> rm 1234\n"
		  "removed 0x000004d2  id 0\n" },
	},
	.parameters = parameters,
	.defaults = &defaults,
	.arguments_size = sizeof(struct arguments),
	.uses_contents = true,
	.run = map,
};
