/* SPDX-License-Identifier: BSD-2-Clause */
#include "session/history_bytes.h"

#include "session/history_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Fills READ from OFFSET on, with SIZE bytes or what there is. */
static bool fill(int descriptor, struct history_bytes *read, off_t offset,
                 size_t size)
{
	while (read->length < size) {
		ssize_t count = pread(descriptor, read->bytes + read->length,
		                      size - read->length,
		                      offset + (off_t)read->length);

		if (count < 0 && errno == EINTR)
			continue;
		if (count <= 0)
			return count == 0;
		read->length += (size_t)count;
	}
	return true;
}

/* Of a file whose beginning was not read the first line is a part of one. */
static void drop_cut_line(struct history_bytes *read)
{
	const char *newline = memchr(read->bytes, '\n', read->length);
	size_t cut =
		newline ? (size_t)(newline + 1 - read->bytes) : read->length;

	read->cut = true;
	read->length -= cut;
	memmove(read->bytes, read->bytes + cut, read->length);
}

bool history_bytes_read(const struct history_file *file, int descriptor,
                        struct history_bytes *read, struct complaint *complaint)
{
	struct stat status;
	off_t offset = 0;

	*read = (struct history_bytes){ 0 };
	if (fstat(descriptor, &status) != 0)
		return history_file_refuse(file, "read", complaint);
	if (status.st_size > HISTORY_BYTES_MOST)
		offset = status.st_size - HISTORY_BYTES_MOST;
	read->bytes = malloc((size_t)(status.st_size - offset) + 1);
	if (read->bytes &&
	    fill(descriptor, read, offset, (size_t)(status.st_size - offset))) {
		if (offset > 0)
			drop_cut_line(read);
		return true;
	}
	history_file_refuse(file, "read", complaint);
	free(read->bytes);
	read->bytes = NULL;
	return false;
}

const char *history_bytes_last(const struct history_bytes *read, size_t most,
                               size_t *count)
{
	const char *start = read->bytes;
	const char *end = read->bytes + read->length;

	*count = 0;
	while (end > read->bytes) {
		const char *newline = memrchr(read->bytes, '\n',
		                              (size_t)(end - 1 - read->bytes));

		++*count;
		end = newline ? newline + 1 : read->bytes;
		if (*count == most)
			start = end;
	}
	return start;
}

static bool ends_in_newline(int descriptor, off_t size)
{
	char last;

	return size == 0 || pread(descriptor, &last, 1, size - 1) != 1 ||
	       last == '\n';
}

static bool write_all(int descriptor, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t count = write(descriptor, bytes, length);

		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return false;
		bytes += count;
		length -= (size_t)count;
	}
	return true;
}

bool history_bytes_append(const struct history_file *file, int descriptor,
                          const char *lines, size_t length,
                          struct complaint *complaint)
{
	struct stat status;
	int error;
	bool torn;

	if (fstat(descriptor, &status) != 0)
		return history_file_refuse(file, "written", complaint);
	if (ends_in_newline(descriptor, status.st_size)) {
		lines++;
		length--;
	}
	if (write_all(descriptor, lines, length))
		return true;
	error = errno;
	torn = ftruncate(descriptor, status.st_size) != 0;
	errno = error;
	return history_file_refuse(file, torn ? "written whole" : "written",
	                           complaint);
}

bool history_bytes_replace(const struct history_file *file, const char *bytes,
                           size_t length, struct complaint *complaint)
{
	char path[PATH_MAX + 16];
	int descriptor;
	bool good;

	if (memchr(bytes, '\0', length))
		return true;
	/* what is left of a session that was killed here: the lock is ours */
	snprintf(path, sizeof(path), "%s.shmsh-new", file->path);
	unlink(path);
	descriptor =
		open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
	             0600);
	if (descriptor < 0)
		return history_file_refuse(file, "shortened", complaint);
	good = write_all(descriptor, bytes, length) &&
	       fdatasync(descriptor) == 0 && rename(path, file->path) == 0;
	if (!good) {
		history_file_refuse(file, "shortened", complaint);
		unlink(path);
	}
	close(descriptor);
	return good;
}
