/* The window has another size: the line is shown anew in its place. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

struct editor;

/* What is known of the terminal before it has answered. */
void resize_guess(struct editor *editor);

void resize_line(struct editor *editor);
