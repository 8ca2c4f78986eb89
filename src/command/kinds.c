/* SPDX-License-Identifier: BSD-2-Clause */
#include "command/kinds.h"

#include "language/filters.h"
#include "language/modes.h"
#include "language/numbers.h"
#include "language/seconds.h"

#include <string.h>
#include <sys/types.h>

static bool word_is(const struct word *word, const char *text)
{
	return strlen(text) == word->length &&
	       memcmp(word->text, text, word->length) == 0;
}

static bool read_new_segment(const char *name, const struct word *word,
                             void *field, struct complaint *complaint)
{
	struct segment_name *segment = field;

	if (!segment_read(name, word->text, word->length, segment, complaint))
		return false;
	if (segment->form != SEGMENT_CURRENT && segment->form != SEGMENT_ID)
		return true;
	complain(complaint, "%s: '%.*s' names no new segment", name,
	         complaint_width(word->length), word->text);
	complaint_cause(complaint, "a new one is made under a key; the kernel "
	                           "chooses its id");
	return false;
}

static bool complain_private(const char *name, const struct word *word,
                             struct complaint *complaint)
{
	complain(complaint, "%s: '%.*s' chooses no segment", name,
	         complaint_width(word->length), word->text);
	complaint_cause(complaint,
	                "IPC_PRIVATE (key 0) makes a new segment every time; "
	                "a private one is reached by its id, as id:7");
	return false;
}

static bool read_segment(const char *name, const struct word *word, void *field,
                         struct complaint *complaint)
{
	struct segment_name *segment = field;

	if (!segment_read(name, word->text, word->length, segment, complaint))
		return false;
	return segment->form != SEGMENT_PRIVATE ||
	       complain_private(name, word, complaint);
}

static bool read_place(const char *name, const struct word *word, void *field,
                       struct complaint *complaint)
{
	struct place *place = field;

	if (!place_read(name, word->text, word->length, place, complaint))
		return false;
	return place->segment.form != SEGMENT_PRIVATE ||
	       complain_private(name, word, complaint);
}

static bool read_file(const char *name, const struct word *word, void *field,
                      struct complaint *complaint)
{
	*(struct word *)field = *word;
	if (word->length == 0 || memchr(word->text, '\0', word->length))
		return complain(complaint, "%s: this can not name a file",
		                name);
	return true;
}

static bool read_place_or_file(const char *name, const struct word *word,
                               void *field, struct complaint *complaint)
{
	static const char form[] = "file:";
	struct place_or_file *either = field;
	struct word path = *word;

	either->path = NULL;
	if (word->length < strlen(form) ||
	    memcmp(word->text, form, strlen(form)) != 0)
		return read_place(name, word, &either->place, complaint);
	path.text += strlen(form);
	path.length -= strlen(form);
	either->path = path.text;
	return read_file(name, &path, &path, complaint);
}

static bool read_attachment(const char *name, const struct word *word,
                            void *field, struct complaint *complaint)
{
	struct attachment_name *attachment = field;
	struct number number;

	attachment->address = 0;
	if (number_parse(word->text, word->length, &number) == NUMBER_GOOD &&
	    !number.negative) {
		attachment->address = number.magnitude;
		attachment->segment = (struct segment_name){
			.form = SEGMENT_KEY,
			.text = word->text,
			.length = word->length,
		};
		if (number.magnitude > UINT32_MAX)
			return true;
	}
	return read_segment(name, word, &attachment->segment, complaint);
}

static bool read_size(const char *name, const struct word *word, void *field,
                      struct complaint *complaint)
{
	return size_read(name, word->text, word->length, field, complaint);
}

static bool read_number(const char *name, const struct word *word, void *field,
                        struct complaint *complaint)
{
	return number_read_unsigned(name, word->text, word->length, UINT64_MAX,
	                            field, complaint);
}

static bool read_how_many(const char *name, const struct word *word,
                          void *field, struct complaint *complaint)
{
	uint64_t *number = field;

	*number = HOW_MANY_ALL;
	if (word_is(word, "all") ||
	    number_read_unsigned(name, word->text, word->length,
	                         HOW_MANY_ALL - 1, number, complaint))
		return true;
	if (complaint->cause[0] == '\0')
		complaint_cause(complaint, "it is a number, or all");
	return false;
}

static bool read_mode(const char *name, const struct word *word, void *field,
                      struct complaint *complaint)
{
	mode_t *mode = field;

	(void)name;
	return mode_read(word->text, word->length, *mode, mode, complaint);
}

/* The mode that a symbolic one changes is not known yet. */
static bool read_mode_change(const char *name, const struct word *word,
                             void *field, struct complaint *complaint)
{
	mode_t ignored;

	(void)name;
	*(struct word *)field = *word;
	return mode_read(word->text, word->length, 0, &ignored, complaint);
}

static bool read_owner(const char *name, const struct word *word, void *field,
                       struct complaint *complaint)
{
	return owner_read(name, word->text, word->length, field, complaint);
}

static bool read_process(const char *name, const struct word *word, void *field,
                         struct complaint *complaint)
{
	uint64_t pid;

	if (!number_read_unsigned(name, word->text, word->length, INT32_MAX,
	                          &pid, complaint))
		return false;
	*(pid_t *)field = (pid_t)pid;
	return pid > 0 ||
	       complain(complaint, "%s: no process has the pid 0", name);
}

static bool read_namespace(const char *name, const struct word *word,
                           void *field, struct complaint *complaint)
{
	(void)name;
	*(pid_t *)field = 0;
	return word_is(word, "-") ||
	       read_process("PID", word, field, complaint);
}

static bool read_huge_pages(const char *name, const struct word *word,
                            void *field, struct complaint *complaint)
{
	uint64_t *size = field;

	if (word_is(word, "default")) {
		*size = 0;
		return true;
	}
	if (!size_read(name, word->text, word->length, size, complaint))
		return false;
	if (*size == 0 || (*size & (*size - 1)) != 0)
		return complain(complaint,
		                "%s: '%.*s' is not the size of huge pages, as "
		                "2M, 1G or default",
		                name, complaint_width(word->length),
		                word->text);
	return true;
}

static bool read_text(const char *name, const struct word *word, void *field,
                      struct complaint *complaint)
{
	(void)name;
	(void)complaint;
	*(struct word *)field = *word;
	return true;
}

static bool read_name(const char *name, const struct word *word, void *field,
                      struct complaint *complaint)
{
	*(struct word *)field = *word;
	if (word->length > 0 && (word->text[0] < '0' || word->text[0] > '9') &&
	    name_length(word->text, word->length) == word->length)
		return true;
	complain(complaint, "%s: '%.*s' can not name a variable", name,
	         complaint_width(word->length), word->text);
	complaint_cause(complaint,
	                "a name is letters, digits and _, and begins with no "
	                "digit");
	return false;
}

static bool read_on_off(const char *name, const struct word *word, void *field,
                        struct complaint *complaint)
{
	bool *on = field;

	*on = word_is(word, "on");
	if (*on || word_is(word, "off"))
		return true;
	return complain(complaint, "%s: '%.*s' is neither on nor off", name,
	                complaint_width(word->length), word->text);
}

static bool read_status(const char *name, const struct word *word, void *field,
                        struct complaint *complaint)
{
	uint64_t status;

	if (!number_read_unsigned(name, word->text, word->length, 255, &status,
	                          complaint))
		return false;
	*(int *)field = (int)status;
	return true;
}

static bool read_seconds(const char *name, const struct word *word, void *field,
                         struct complaint *complaint)
{
	return seconds_read(name, word->text, word->length, field, complaint);
}

static bool read_type(const char *name, const struct word *word, void *field,
                      struct complaint *complaint)
{
	return type_read(name, word->text, word->length, field, complaint);
}

static bool read_filter(const char *name, const struct word *word, void *field,
                        struct complaint *complaint)
{
	struct filter filter;

	*(struct word *)field = *word;
	return filter_read(name, word->text, word->length, &filter, complaint);
}

static bool read_ftok_id(const char *name, const struct word *word, void *field,
                         struct complaint *complaint)
{
	return ftok_id_read(name, word->text, word->length, field, complaint);
}

const struct kind_description kinds[KIND_COUNT] = {
	[KIND_SWITCH] = { sizeof(bool), NULL },
	[KIND_SEGMENT] = { sizeof(struct segment_name), read_segment },
	[KIND_NEW_SEGMENT] = { sizeof(struct segment_name), read_new_segment },
	[KIND_ATTACHMENT] = { sizeof(struct attachment_name), read_attachment },
	[KIND_PLACE] = { sizeof(struct place), read_place },
	[KIND_PLACE_OR_FILE] = { sizeof(struct place_or_file),
	                         read_place_or_file },
	[KIND_SIZE] = { sizeof(uint64_t), read_size },
	[KIND_NUMBER] = { sizeof(uint64_t), read_number },
	[KIND_HOW_MANY] = { sizeof(uint64_t), read_how_many },
	[KIND_MODE] = { sizeof(mode_t), read_mode },
	[KIND_MODE_CHANGE] = { sizeof(struct word), read_mode_change },
	[KIND_OWNER] = { sizeof(struct owner_name), read_owner },
	[KIND_PROCESS] = { sizeof(pid_t), read_process },
	[KIND_NAMESPACE] = { sizeof(pid_t), read_namespace },
	[KIND_ADDRESS] = { sizeof(uint64_t), read_number },
	[KIND_HUGE_PAGES] = { sizeof(uint64_t), read_huge_pages },
	[KIND_TEXT] = { sizeof(struct word), read_text },
	[KIND_FILE] = { sizeof(struct word), read_file },
	[KIND_NAME] = { sizeof(struct word), read_name },
	[KIND_COMMAND] = { sizeof(struct word), read_text },
	[KIND_ON_OFF] = { sizeof(bool), read_on_off },
	[KIND_STATUS] = { sizeof(int), read_status },
	[KIND_SECONDS] = { sizeof(struct timespec), read_seconds },
	[KIND_COMMANDS] = { sizeof(struct word), read_text },
	[KIND_WHEN] = { sizeof(struct word), read_text },
	[KIND_TYPE] = { sizeof(struct value_type), read_type },
	[KIND_VALUE] = { sizeof(struct word), read_text },
	[KIND_ATTACHED] = { sizeof(struct segment_name), read_segment },
	[KIND_COLUMNS] = { sizeof(struct word), read_text },
	[KIND_FILTER] = { sizeof(struct word), read_filter },
	[KIND_FTOK_ID] = { sizeof(unsigned char), read_ftok_id },
	[KIND_COMMAND_LINE] = { sizeof(struct word), read_text },
};
