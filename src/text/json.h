/* One JSON object on one line. */
/* SPDX-License-Identifier: BSD-2-Clause */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct output;

struct json {
	struct output *output;
	bool follows; /* something stands before: a comma is due */
};

struct json json_begin(struct output *output);
void json_end(struct json *json);

void json_string(struct json *json, const char *name, const char *text);
/* Bytes that may be no UTF-8: those that are not become \xHH. */
void json_bytes(struct json *json, const char *name, const char *bytes,
                size_t length);
void json_signed(struct json *json, const char *name, int64_t value);
void json_unsigned(struct json *json, const char *name, uint64_t value);
/* With nine decimals, as 0.000000812. */
void json_seconds(struct json *json, const char *name, uint64_t nanoseconds);
void json_bool(struct json *json, const char *name, bool value);
void json_null(struct json *json, const char *name);

/* TEXT is a number as JSON writes it. */
void json_number(struct json *json, const char *name, const char *text);
void json_hex(struct json *json, const char *name, const char *bytes,
              size_t length);

/* "text" where BYTES are valid UTF-8, and always "hex". */
void json_contents(struct json *json, const char *bytes, size_t length);

/* Between the two, elements are written with a null NAME. */
void json_array(struct json *json, const char *name);
void json_array_end(struct json *json);

/* An object in an array. */
void json_object(struct json *json);
void json_object_end(struct json *json);
