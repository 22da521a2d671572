/*
 * Writes down, in one order, what a process does to the files below CUT_ROOT and what it prints on its standard output, so that
 * any moment of it can be replayed as a cut of the power: LD_PRELOAD this, and name the file to write to in CUT_LOG.
 *
 * A record is: operation, length of the path, path, number, length of the bytes, bytes. Numbers are those of this machine.
 *   C path           opened, and emptied if number is 1
 *   W path at bytes  written
 *   T path size      cut to a size
 *   U path           removed
 *   R path bytes     renamed to the path in bytes
 *   B path id        a sync begins: what was written before it will be safe
 *   E path id        and ends: now it is
 *   A bytes          printed
 * Syncs are not passed on: nobody pulls the plug of this machine.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#define FILES 4096

static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;
static char *paths[FILES];
static const char *root;
static int log_file = -1;
static int64_t syncs;

#define REAL(name) ((__typeof__(&name)) real(#name))

static void *real(const char *name) {
    return dlsym(RTLD_NEXT, name);
}

__attribute__((constructor)) static void begin(void) {
    const char *log = getenv("CUT_LOG");
    root = getenv("CUT_ROOT");
    if (root && log) {
        log_file = REAL(open)(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    }
}

static int watched(const char *path) {
    return log_file >= 0 && strncmp(path, root, strlen(root)) == 0;
}

static const char *path_of(int fd) {
    return fd >= 0 && fd < FILES ? paths[fd] : NULL;
}

static void put(const void *bytes, size_t size) {
    if (REAL(write)(log_file, bytes, size) != (ssize_t) size) {
        abort();
    }
}

/* With the order held. */
static void note(char operation, const char *path, int64_t number, const void *bytes, uint32_t size) {
    uint32_t length = (uint32_t) strlen(path);
    put(&operation, 1);
    put(&length, sizeof length);
    put(path, length);
    put(&number, sizeof number);
    put(&size, sizeof size);
    put(bytes, size);
}

static int opened(int fd, const char *path, int flags) {
    if (fd >= 0 && fd < FILES && watched(path)) {
        pthread_mutex_lock(&order);
        paths[fd] = strdup(path);
        note('C', path, (flags & O_TRUNC) != 0, "", 0);
        pthread_mutex_unlock(&order);
    }
    return fd;
}

#define MODE(flags) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list more; \
        va_start(more, flags); \
        mode = va_arg(more, mode_t); \
        va_end(more); \
    }

int open(const char *path, int flags, ...) {
    MODE(flags)
    return opened(REAL(open)(path, flags, mode), path, flags);
}

int open64(const char *path, int flags, ...) {
    MODE(flags)
    return opened(REAL(open64)(path, flags, mode), path, flags);
}

int openat(int directory, const char *path, int flags, ...) {
    MODE(flags)
    return opened(REAL(openat)(directory, path, flags, mode), path, flags);
}

int openat64(int directory, const char *path, int flags, ...) {
    MODE(flags)
    return opened(REAL(openat64)(directory, path, flags, mode), path, flags);
}

int close(int fd) {
    if (path_of(fd)) {
        pthread_mutex_lock(&order);
        paths[fd] = NULL;
        pthread_mutex_unlock(&order);
    }
    return REAL(close)(fd);
}

ssize_t write(int fd, const void *bytes, size_t size) {
    const char *path = path_of(fd);
    if (log_file < 0 || (fd != 1 && !path)) {
        return REAL(write)(fd, bytes, size);
    }
    pthread_mutex_lock(&order);
    off_t at = path ? lseek(fd, 0, (fcntl(fd, F_GETFL) & O_APPEND) ? SEEK_END : SEEK_CUR) : 0;
    if (!path) {
        note('A', "", 0, bytes, (uint32_t) size);
    }
    ssize_t written = REAL(write)(fd, bytes, size);
    if (path && written > 0) {
        note('W', path, at, bytes, (uint32_t) written);
    }
    pthread_mutex_unlock(&order);
    return written;
}

#define WRITE_AT(name, offset_type) \
    ssize_t name(int fd, const void *bytes, size_t size, offset_type at) { \
        const char *path = path_of(fd); \
        if (!path) { \
            return REAL(name)(fd, bytes, size, at); \
        } \
        pthread_mutex_lock(&order); \
        ssize_t written = REAL(name)(fd, bytes, size, at); \
        if (written > 0) { \
            note('W', path, at, bytes, (uint32_t) written); \
        } \
        pthread_mutex_unlock(&order); \
        return written; \
    }

WRITE_AT(pwrite, off_t)
WRITE_AT(pwrite64, off64_t)

#define TRUNCATE(name, offset_type) \
    int name(int fd, offset_type size) { \
        const char *path = path_of(fd); \
        if (!path) { \
            return REAL(name)(fd, size); \
        } \
        pthread_mutex_lock(&order); \
        int result = REAL(name)(fd, size); \
        if (result == 0) { \
            note('T', path, size, "", 0); \
        } \
        pthread_mutex_unlock(&order); \
        return result; \
    }

TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

int unlink(const char *path) {
    if (!watched(path)) {
        return REAL(unlink)(path);
    }
    pthread_mutex_lock(&order);
    int result = REAL(unlink)(path);
    if (result == 0) {
        note('U', path, 0, "", 0);
    }
    pthread_mutex_unlock(&order);
    return result;
}

int rename(const char *from, const char *to) {
    if (!watched(from)) {
        return REAL(rename)(from, to);
    }
    pthread_mutex_lock(&order);
    int result = REAL(rename)(from, to);
    if (result == 0) {
        note('R', from, 0, to, (uint32_t) strlen(to));
    }
    pthread_mutex_unlock(&order);
    return result;
}

static int synced(const char *path) {
    pthread_mutex_lock(&order);
    int64_t id = ++syncs;
    note('B', path, id, "", 0);
    pthread_mutex_unlock(&order);
    pthread_mutex_lock(&order);
    note('E', path, id, "", 0);
    pthread_mutex_unlock(&order);
    return 0;
}

int fsync(int fd) {
    const char *path = path_of(fd);
    return path ? synced(path) : REAL(fsync)(fd);
}

int fdatasync(int fd) {
    const char *path = path_of(fd);
    return path ? synced(path) : REAL(fdatasync)(fd);
}
