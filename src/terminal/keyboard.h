/* Keys: bytes made characters, and the sequences of keys told apart. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <histedit.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <wchar.h>

struct editor;

enum {
	KEYBOARD_HELD = 256
};

struct keyboard {
	mbstate_t decoding;
	int descriptor;           /* of the terminal, see wait_open */
	sigset_t waiting;         /* the signal mask while a key is awaited */
	char held[KEYBOARD_HELD]; /* read already, to be read again */
	size_t held_count;
	unsigned replies; /* that the terminal owes, see resize.h */
	bool answered;    /* it is known whether the terminal */
	bool wraps_anew;  /* wraps all text anew when it is resized */
	bool vi;          /* Escape is a command of its own */
};

/* EL_GETCFN: the next character; 1, 0 at the end, -1 and errno. */
int keyboard_read(EditLine *libedit, wchar_t *character);

/* Binds keys that libedit leaves alone. After the user's own bindings. */
void keyboard_bind(struct editor *editor);

/* BYTES come before all that is read from now on; too many are dropped. */
void keyboard_hold(struct keyboard *keyboard, const char *bytes, size_t count);

/* Does the line's last row show a search in the history? */
bool keyboard_is_searching(struct editor *editor);

/* Is SEQUENCE the terminal's answer to "where is the cursor"? */
bool keyboard_is_reply(const char *sequence, size_t length, unsigned *column);
