/* Answers of a line for each thing: a label, and what it is. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdint.h>

struct output;
struct processes;
struct segment;

__attribute__((format(printf, 3, 4))) void
label_show(struct output *output, const char *label, const char *format, ...);

/* "1048576 bytes (1.0 MiB)" */
void label_size(struct output *output, const char *label, uint64_t bytes);

/* "812 (bash), 813 (psql) 2 times, and 1 that may not be seen"; no line when
 * nobody has SEGMENT attached. */
void label_users(struct output *output, const struct segment *segment,
                 const struct processes *processes);
