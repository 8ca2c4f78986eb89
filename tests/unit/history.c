/* The entries, and the file as sessions share it: session/history.c. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/history.h"
#include "scratch.h"

#include <sys/wait.h>

enum {
	SPARE_AT_LEAST = HISTORY_MOST + HISTORY_MOST / 10 + 1,
	SESSIONS = 8,
	LINES = 25,
};

static void check_recording(void)
{
	struct history *history;

	unlink(path);
	listen();
	history = history_open(&session);
	check(history && history_count(history) == 0 && access(path, F_OK) != 0,
	      "at first there is none, and opening makes no file");
	check(add(history, "create 1 10") && file_is("create 1 10\n") &&
	              mode_of(path) == 0600,
	      "an entry is in the file at once, which is 0600");
	check(!add(history, " secret") && !add(history, "\tsecret") &&
	              !add(history, "") && !add(history, "\n") &&
	              !add(history, "create 1 10\n"),
	      "a blank before it, nothing, and a repetition are not recorded");
	check(add(history, "write 1 'a\nb'\n\n") && add(history, "rm \\a") &&
	              file_is("create 1 10\nwrite 1 'a\\nb'\nrm \\\\a\n"),
	      "several lines are one");
	check(history_add(history, "a\0b", 3) && add(history, "create 1 10") &&
	              entries_are(history, "create 1 10|write 1 'a\nb'|rm "
	                                   "\\a|ab|create 1 10"),
	      "they are there as typed, without a NUL");
	history_free(history);
	history = history_open(&session);
	check(entries_are(history,
	                  "create 1 10|write 1 'a\nb'|rm \\a|ab|create 1 10") &&
	              add(history, "create 1 10"),
	      "and the next time again, where a repetition is a new one");
	history_free(history);
	check(said_nothing(), "nothing was said");
}

static void check_sharing(void)
{
	struct history *one;
	struct history *two;

	put("before\n");
	listen();
	one = history_open(&session);
	two = history_open(&session);
	check(add(one, "1a") && add(two, "2a") && add(one, "1b") &&
	              file_is("before\n1a\n2a\n1b\n"),
	      "two sessions write to one file");
	check(entries_are(one, "before|1a|1b") && entries_are(two, "before|2a"),
	      "each sees what was there before, and its own");
	unlink(path);
	check(add(two, "2b") && file_is("2b\n") && mode_of(path) == 0600,
	      "a file that is gone is made again");
	history_free(one);
	history_free(two);
	check(file_is("2b\n") && said_nothing(), "nothing is written twice");
}

static void check_corrupt(void)
{
	static const char torn[] = "\0a\n\n\r\n\\x\n\xff\xfe\nto";
	struct history *history;

	put_file(torn, sizeof(torn) - 1);
	listen();
	history = history_open(&session);
	check(entries_are(history, "a|\r|\\x|\xff\xfe|to"),
	      "what is damaged is taken as it can be");
	add(history, "new");
	history_free(history);
	history = history_open(&session);
	check(entries_are(history, "a|\r|\\x|\xff\xfe|to|new"),
	      "a new line begins behind one that was torn");
	history_free(history);
	check(said_nothing(), "nothing was said");
}

static void check_random(void)
{
	char bytes[4096];
	bool good = true;
	unsigned state = 1;

	listen();
	for (int i = 0; i < 200 && good; i++) {
		struct history *history;

		for (size_t at = 0; at < sizeof(bytes); at++) {
			state = state * 1103515245u + 12345u;
			bytes[at] = "\n\\x0\n"[(state >> 8) % 5];
			if (state >> 16 & 1)
				bytes[at] = (char)(state >> 24);
		}
		put_file(bytes, sizeof(bytes));
		history = history_open(&session);
		good = history_count(history) <= sizeof(bytes) / 2 &&
		       file_size() == sizeof(bytes);
		for (size_t at = 0; at < history_count(history); at++)
			good = good && history_entry(history, at)[0];
		history_free(history);
	}
	check(good && said_nothing(), "200 files of random bytes are read");
}

/* COUNT lines of LENGTH bytes, their numbers in front. */
static void put_lines(size_t count, size_t length)
{
	char *line = malloc(length);
	FILE *file = fopen(path, "we");

	for (size_t i = 0; line && file && i < count; i++) {
		memset(line, '-', length);
		snprintf(line, length, "%zu", i);
		line[strlen(line)] = ' ';
		line[length - 1] = '\n';
		fwrite(line, 1, length, file);
	}
	if (file)
		fclose(file);
	chmod(path, 0600);
	free(line);
}

static bool begins(const struct history *history, const char *text)
{
	return history_count(history) > 0 &&
	       strncmp(history_entry(history, 0), text, strlen(text)) == 0;
}

static void check_bounds(void)
{
	struct history *history;

	listen();
	put_lines(HISTORY_MOST + 100, 10);
	history = history_open(&session);
	check(history_count(history) == HISTORY_MOST &&
	              begins(history, "100 ") &&
	              file_size() == (HISTORY_MOST + 100) * 10,
	      "of a few lines too many the last are taken");
	history_free(history);
	put_lines(SPARE_AT_LEAST, 10);
	history_free(history_read(&session));
	check(file_size() == SPARE_AT_LEAST * 10, "a look leaves the file");
	chmod(path, 0644);
	history = history_open(&session);
	check(history_count(history) == HISTORY_MOST &&
	              begins(history, "1001 ") &&
	              file_size() == HISTORY_MOST * 10 && mode_of(path) == 0600,
	      "of many too many the file is shortened");
	check(add(history, "own") && file_size() == HISTORY_MOST * 10 + 4,
	      "and written to");
	history_free(history);
	put_lines(20, 1 << 20);
	history = history_open(&session);
	check(history_count(history) == 15 && begins(history, "5 ") &&
	              file_size() == 15 << 20,
	      "no more than 16 MiB are read, and none of a line's end");
	history_free(history);
	put_lines(2, HISTORY_LINE_MOST + 2);
	history = history_open(&session);
	check(history_count(history) == 0, "a line that is too long is none");
	history_free(history);
	check(said_nothing(), "nothing was said");
}

static void check_foreign(void)
{
	struct history *history;

	put_lines(SPARE_AT_LEAST, 10);
	if (truncate(path, SPARE_AT_LEAST * 10 + 1) != 0)
		perror(path);
	listen();
	history = history_open(&session);
	check(history_count(history) == HISTORY_MOST - 1 &&
	              file_size() == SPARE_AT_LEAST * 10 + 1,
	      "a file with NULs is not shortened");
	history_free(history);
	check(said_nothing(), "nothing was said");
}

/* Opens and adds as often as there are lines, which are told by NUMBER. */
static void be_session(int number)
{
	char line[32];

	for (int i = 0; i < LINES; i++) {
		struct history *history = history_open(&session);

		snprintf(line, sizeof(line), "session %d line %d", number, i);
		add(history, line);
		history_free(history);
	}
}

/* How many of their lines are there, each session's in order. */
static int count_lines(const struct history *history)
{
	int next[SESSIONS] = { 0 };
	int count = 0;

	for (size_t i = 0; i < history_count(history); i++) {
		int number;
		int line;

		if (sscanf(history_entry(history, i), "session %d line %d",
		           &number, &line) == 2 &&
		    number >= 0 && number < SESSIONS && line == next[number]) {
			next[number]++;
			count++;
		}
	}
	return count;
}

/* Processes of their own, some of which find the file too long. */
static void check_processes(void)
{
	struct history *history;

	put_lines(SPARE_AT_LEAST - SESSIONS * LINES / 2, 10);
	listen();
	fflush(stdout);
	for (int i = 0; i < SESSIONS; i++) {
		pid_t child = fork();

		if (child == 0) {
			be_session(i);
			_exit(0);
		}
	}
	while (wait(NULL) > 0)
		continue;
	history = history_open(&session);
	check(count_lines(history) == SESSIONS * LINES &&
	              file_size() < SPARE_AT_LEAST * 10,
	      "%d processes lose no line while one shortens the file",
	      SESSIONS);
	history_free(history);
	check(said_nothing(), "nothing was said");
}

int main(void)
{
	scratch_begin();
	check_recording();
	check_sharing();
	check_corrupt();
	check_random();
	check_bounds();
	check_foreign();
	check_processes();
	scratch_end();
	return plan();
}
