/* Bytes on their way out: in order, none lost, errors kept: text/output.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "text/output.h"
#include "capture.h"
#include "check.h"
#include "text/table.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>

static struct output output;

static void check_order(void)
{
	static char large[OUTPUT_ROOM];
	struct output *captured = capture_begin(false);
	const char *text;

	memset(large, 'L', sizeof(large));
	output_text(captured, "a");
	output_bytes(captured, large, sizeof(large));
	output_byte(captured, 'b');
	output_print(captured, "%d%s", 12, "c");
	output_unsigned(captured, 0);
	output_unsigned(captured, 18446744073709551615UL);
	memcpy(output_room(captured, 4), "room", 4);
	output_wrote(captured, 4);
	text = capture_end();
	check(text[0] == 'a' && strspn(text + 1, "L") == sizeof(large) &&
	              strcmp(text + 1 + sizeof(large),
	                     "b12c018446744073709551615room") == 0,
	      "what is written comes in order");
}

/* Every length of a piece, at every fill of the buffer that matters. */
static void check_edges(void)
{
	static const size_t lengths[] = {
		1,
		OUTPUT_ROOM / 2 - 1,
		OUTPUT_ROOM / 2,
		OUTPUT_ROOM / 2 + 1,
		OUTPUT_ROOM - 1,
		OUTPUT_ROOM,
		OUTPUT_ROOM + 1,
	};
	enum {
		LENGTHS = sizeof(lengths) / sizeof(lengths[0])
	};
	static char bytes[OUTPUT_ROOM + 1];
	bool good = true;

	for (size_t i = 0; i < LENGTHS; i++)
		for (size_t j = 0; j < LENGTHS; j++) {
			struct output *captured = capture_begin(false);
			const char *text;

			memset(bytes, 'x', sizeof(bytes));
			output_bytes(captured, bytes, lengths[i]);
			memset(bytes, 'y', sizeof(bytes));
			output_bytes(captured, bytes, lengths[j]);
			text = capture_end();
			good = good &&
			       capture_length == lengths[i] + lengths[j] &&
			       strspn(text, "x") == lengths[i] &&
			       strspn(text + lengths[i], "y") == lengths[j];
		}
	check(good, "pieces around the size of the buffer come whole");
}

static void check_long_print(void)
{
	struct output *captured = capture_begin(false);

	output_print(captured, "%5000d", 1);
	output_text(captured, "!");
	check(strchr(capture_end(), '!') && capture_length == 4096,
	      "a print that is too long is cut, and all else goes on");
}

static void check_error(void)
{
	output_init(&output, open("/dev/full", O_WRONLY | O_CLOEXEC), false,
	            &capture_interrupted);
	output_text(&output, "a");
	check(output.error == 0, "nothing is written early");
	check(!output_flush(&output) && output.error == ENOSPC,
	      "a write that fails is told");
	output_text(&output, "b");
	check(!output_flush(&output) && output.error == ENOSPC,
	      "and stays told");
	close(output.descriptor);

	output_init(&output, -1, false, &capture_interrupted);
	output_text(&output, "a");
	check(!output_flush(&output) && output.error == EBADF,
	      "a descriptor that is closed is told");
}

static void on_alarm(int number)
{
	(void)number;
	capture_interrupted = 1;
}

/* A pipe that nobody reads: a signal ends the write. */
static void check_interrupt(void)
{
	static char bytes[1 << 20];
	struct sigaction action = { .sa_handler = on_alarm };
	struct itimerval timer = { .it_interval = { 0, 10000 },
		                   .it_value = { 0, 10000 } };
	int ends[2];

	sigaction(SIGALRM, &action, NULL);
	if (pipe2(ends, O_CLOEXEC) != 0)
		return;
	output_init(&output, ends[1], false, &capture_interrupted);
	/* again and again: no signal can come too early */
	setitimer(ITIMER_REAL, &timer, NULL);
	output_bytes(&output, bytes, sizeof(bytes));
	setitimer(ITIMER_REAL, &(struct itimerval){ 0 }, NULL);
	check(output.error == EINTR, "a write that waits can be interrupted");
	capture_interrupted = 0;
	close(ends[0]);
	close(ends[1]);
}

static struct {
	unsigned count;
	bool more;
	size_t used;
	int descriptor;
} told;

/* What goes elsewhere from then on, as if there were a pager. */
static void on_leaving(struct output *leaving, bool more)
{
	told.count++;
	told.more = more;
	told.used = leaving->used;
	told.descriptor = leaving->descriptor;
	leaving->descriptor = *(int *)leaving->leaving_context;
}

static void watch(int *elsewhere)
{
	output_init(&output, -1, false, &capture_interrupted);
	output.leaving = on_leaving;
	output.leaving_context = elsewhere;
	told.count = 0;
}

static void check_leaving(void)
{
	static char large[OUTPUT_ROOM];
	int file = open("/dev/null", O_WRONLY | O_CLOEXEC);

	watch(&file);
	check(output_flush(&output) && told.count == 0,
	      "nothing leaves when there is nothing");
	output_text(&output, "ab");
	check(told.count == 0 && output_flush(&output) && told.count == 1 &&
	              !told.more && told.used == 2 && told.descriptor == -1,
	      "before bytes leave it is told, and they may go elsewhere");
	output_text(&output, "c");
	check(output_flush(&output) && told.count == 1, "it is told once");

	watch(&file);
	for (size_t i = 0; i < OUTPUT_ROOM; i++)
		output_byte(&output, 'x');
	check(told.count == 0, "a buffer that is just full can wait");
	output_byte(&output, 'x');
	check(told.count == 1 && told.more && told.used == OUTPUT_ROOM,
	      "with one byte more there is more behind it");

	watch(&file);
	output_bytes(&output, large, sizeof(large));
	check(told.count == 1 && told.more && output.error == 0,
	      "a large piece is told before it leaves");
	close(file);
}

static void check_broken_pipe(void)
{
	int ends[2];

	signal(SIGPIPE, SIG_IGN);
	if (pipe2(ends, O_CLOEXEC) != 0)
		return;
	close(ends[0]);
	output_init(&output, ends[1], false, &capture_interrupted);
	output_text(&output, "a");
	check(!output_flush(&output) && output.error == EPIPE,
	      "a reader that left is told");
	close(ends[1]);
}

static void cell(const void *context, size_t row, size_t column,
                 char text[static TABLE_CELL])
{
	const char *const *cells = context;

	snprintf(text, TABLE_CELL, "%s", cells[row * 3 + column]);
}

static void check_table(void)
{
	static const struct table_column columns[] = { { "NAME", false },
		                                       { "SIZE", true },
		                                       { "LAST", false } };
	static const char *const cells[] = { "a", "1",  "x",      "longer", "",
		                             "",  "bc", "123456", "" };
	const struct table table = { .columns = columns,
		                     .column_count = 3,
		                     .row_count = 3,
		                     .cell = cell,
		                     .context = cells };
	const struct table empty = { .columns = columns,
		                     .column_count = 3,
		                     .cell = cell,
		                     .context = cells };

	table_show(&table, capture_begin(false));
	capture_end();
	if (!check(strcmp(capture_text, "NAME      SIZE  LAST\n"
	                                "a            1  x\n"
	                                "longer\n"
	                                "bc      123456\n") == 0,
	           "a table is aligned, and no line ends in a blank"))
		printf("# %s", capture_text);
	table_show(&empty, capture_begin(false));
	check(strcmp(capture_end(), "NAME  SIZE  LAST\n") == 0,
	      "a table without rows is its titles");
}

int main(void)
{
	check_order();
	check_edges();
	check_long_print();
	check_error();
	check_interrupt();
	check_leaving();
	check_broken_pipe();
	check_table();
	return plan();
}
