/* The totals of a text's weights, as totals.py works them out, in a twentieth of the time.
 *
 * Built where there is a C compiler (tools/build_totals.py); the standard library calls it, no header of Python is
 * needed. It allocates nothing, reads within its arguments only and keeps nothing between calls.
 */
#include <stdint.h>
#include <string.h>

enum { MOST = 2048, PLACES = 2 * MOST, PRODUCT_BITS = 40 };

/* What stays the same from text to text, and where the answer goes; totals.py has the same fields. */
struct weighing {
    uint64_t factors[4];
    const uint8_t *spam, *abuse; /* 1 << bits bytes each */
    int64_t spam_total, abuse_total;
    int32_t bits;
};

struct seen {
    uint32_t places[PLACES]; /* a hash table: 0, or one more than a bucket */
    uint32_t buckets[MOST];  /* the distinct ones, in order of their first */
    uint32_t mask;
    int count;
};

static void note(struct seen *seen, uint64_t bucket) {
    uint32_t mark = (uint32_t)bucket + 1;
    uint32_t at = mark * 0x9E3779B1u >> 16 & seen->mask;
    for (; seen->places[at]; at = (at + 1) & seen->mask)
        if (seen->places[at] == mark) return;
    seen->places[at] = mark;
    seen->buckets[seen->count++] = (uint32_t)bucket;
}

/* `text` has `size` code points: `line`, of which pairs and threes count, then those that count alone.
 * Returns the number of distinct buckets, or -1 for a text too long to be weighed here. */
int qungui_weigh(struct weighing *by, const uint32_t *text, int line, int size) {
    struct seen seen;
    const uint64_t *factor = by->factors, kept = ((uint64_t)1 << by->bits) - 1;
    const int shift = PRODUCT_BITS - by->bits;
    if (line < 0 || line > size || size > MOST / 2) return -1;
    for (seen.mask = 15; seen.mask < 4u * (unsigned)size && seen.mask < PLACES - 1;) seen.mask = 2 * seen.mask + 1;
    memset(seen.places, 0, (seen.mask + 1) * sizeof *seen.places);
    seen.count = 0;
    for (int i = 0; i + 1 < line; i++) {
        uint64_t pair = text[i] * factor[0] + text[i + 1] * factor[1];
        note(&seen, pair >> shift & kept);
        if (i + 2 < line) note(&seen, (pair + text[i + 2] * factor[2]) >> (shift - 1) & kept);
    }
    for (int i = line; i < size; i++) note(&seen, text[i] * factor[3] >> (shift - 2) & kept);
    by->spam_total = by->abuse_total = 0;
    for (int i = 0; i < seen.count; i++) {
        by->spam_total += by->spam[seen.buckets[i]];
        by->abuse_total += by->abuse[seen.buckets[i]];
    }
    return seen.count;
}
