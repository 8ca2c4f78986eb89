/* Lines typed at a terminal, edited by libedit: what main needs to know. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

struct editor;
struct input;
struct session;

/* Takes over the terminal's line editing; NULL when libedit can not. */
struct editor *editor_new(struct session *session);

/* Gives the terminal back as it was. */
void editor_free(struct editor *editor);

/* Its lines; lives as long as the editor. */
struct input *editor_input(struct editor *editor);
