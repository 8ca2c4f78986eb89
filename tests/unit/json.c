/* JSON as text/json.c writes it; tests/model.py reads much more of it. */
/* SPDX-License-Identifier: BSD-2-Clause */
#include "text/json.h"
#include "capture.h"
#include "check.h"

#include <stdint.h>
#include <string.h>

static void check_text(const char *expected, const char *what)
{
	const char *text = capture_end();

	if (!check(strcmp(text, expected) == 0, "%s", what))
		printf("# %s# %s", text, expected);
}

static void check_bytes(const char *bytes, size_t length, const char *inside)
{
	char expected[128];
	struct json json = json_begin(capture_begin(true));

	json_bytes(&json, "a", bytes, length);
	json_end(&json);
	snprintf(expected, sizeof(expected), "{\"a\":\"%s\"}\n", inside);
	check_text(expected, inside);
}

static void check_members(void)
{
	struct json json = json_begin(capture_begin(true));

	json_end(&json);
	check_text("{}\n", "an empty object is a line");

	json = json_begin(capture_begin(true));
	json_signed(&json, "least", INT64_MIN);
	json_unsigned(&json, "most", UINT64_MAX);
	json_unsigned(&json, "zero", 0);
	json_bool(&json, "yes", true);
	json_bool(&json, "no", false);
	json_null(&json, "none");
	json_number(&json, "number", "-1.5e10");
	json_hex(&json, "hex", "\0\377z", 3);
	json_hex(&json, "nothing", "", 0);
	json_end(&json);
	check_text("{\"least\":-9223372036854775808,"
	           "\"most\":18446744073709551615,\"zero\":0,"
	           "\"yes\":true,\"no\":false,\"none\":null,"
	           "\"number\":-1.5e10,\"hex\":\"00ff7a\",\"nothing\":\"\"}\n",
	           "members of every kind");

	json = json_begin(capture_begin(true));
	json_contents(&json, "ok", 2);
	json_end(&json);
	check_text("{\"text\":\"ok\",\"hex\":\"6f6b\"}\n",
	           "contents that are text");

	json = json_begin(capture_begin(true));
	json_contents(&json, "\377", 1);
	json_end(&json);
	check_text("{\"hex\":\"ff\"}\n", "contents that are no text");
}

static void check_nesting(void)
{
	struct json json = json_begin(capture_begin(true));

	json_array(&json, "empty");
	json_array_end(&json);
	json_array(&json, "list");
	json_string(&json, NULL, "a");
	json_string(&json, NULL, "b");
	json_array_end(&json);
	json_array(&json, "objects");
	json_object(&json);
	json_unsigned(&json, "n", 1);
	json_unsigned(&json, "m", 2);
	json_object_end(&json);
	json_object(&json);
	json_object_end(&json);
	json_array_end(&json);
	json_bool(&json, "last", true);
	json_end(&json);
	check_text("{\"empty\":[],\"list\":[\"a\",\"b\"],"
	           "\"objects\":[{\"n\":1,\"m\":2},{}],\"last\":true}\n",
	           "arrays and objects in them");
}

/* More than the output holds at once. */
static void check_long_hex(void)
{
	static char bytes[100000];
	struct json json = json_begin(capture_begin(true));
	const char *text;

	memset(bytes, 0xa5, sizeof(bytes));
	json_hex(&json, "h", bytes, sizeof(bytes));
	json_end(&json);
	text = capture_end();
	check(capture_length == 2 * sizeof(bytes) + strlen("{\"h\":\"\"}\n") &&
	              strspn(text + 6, "a5") == 2 * sizeof(bytes),
	      "long hex comes whole");
}

int main(void)
{
	check_bytes("", 0, "");
	check_bytes("a\"b\\c/", 6, "a\\\"b\\\\c/");
	check_bytes("\n\t\r\b\0\037\177", 7,
	            "\\n\\t\\u000d\\u0008\\u0000\\u001f\\u007f");
	check_bytes("\303\244\342\202\254", 5, "\303\244\342\202\254");
	check_bytes("\360\237\230\200", 4, "\360\237\230\200");
	/* none that a terminal acts on or a reader can not see */
	check_bytes("\302\233", 2, "\\u009b");
	check_bytes("\342\200\256", 3, "\\u202e");
	check_bytes("\363\240\200\201", 4, "\\udb40\\udc01");
	check_bytes("\364\217\277\277", 4, "\\udbff\\udfff");
	/* no UTF-8 */
	check_bytes("a\377\300\257", 4, "a\\\\xff\\\\xc0\\\\xaf");
	check_members();
	check_nesting();
	check_long_hex();
	return plan();
}
