/* The totals of a text's weights, as totals.py works them out, in a tenth of the time.
 *
 * Built where there is a C compiler (tools/build_totals.py); the standard library calls it, no header of Python is
 * needed. It knows ordinary texts and leaves any other to Python: what it does say is the same. It allocates nothing,
 * reads within its arguments only, and keeps nothing between calls.
 */
#include <stdint.h>
#include <string.h>

/* What a character is, by the patterns of features.py; in the order of totals.py. */
enum { STRAY = 1, DIGIT = 2, HANZI = 4, LETTER = 8, OTHER = 16, SAID = 32, STICKER = 64 };
enum { BEGIN = 2, BETWEEN, A_HANZI = 5, A_WORD, A_DIGIT, A_SIGN };
enum { HEARD = 0x10000, KNOWN = 0x20000, KEYCAP = 0x20E3 };
enum { LONGEST = 300, LONGEST_SHAPE = 120, STUCK = 3, PRODUCT_BITS = 40 };
enum { LINE = LONGEST + LONGEST_SHAPE + 3, ALONE = 2 * LONGEST, MOST = 2 * LINE + ALONE, PLACES = 4096 };

/* What stays the same from text to text, and where the answer goes; totals.py has the same fields. */
struct weighing {
    uint64_t factors[4];
    const uint8_t *weights; /* of each bucket a byte for spam and one for abuse: 2 << bits bytes */
    const uint8_t *kinds;   /* of each character below KNOWN what it is */
    const uint16_t *heard;  /* of each character below HEARD how it sounds */
    int64_t totals[2];
    int32_t bits;
    int32_t inserted; /* in hundredths: signs for each character, above which they are taken for inserted ones */
};

struct views {
    uint32_t line[LINE], alone[ALONE];
    int lines, alones;
};

struct buckets {
    uint32_t places[PLACES]; /* a hash table: 0, or one more than a bucket */
    uint32_t distinct[MOST]; /* in order of their first */
    uint32_t mask;
    int count;
};

/* A mark for a run of hanzi, letters or rare signs, and one to four for digits by their number. */
static int shape(const struct weighing *by, const uint32_t *text, int size, uint32_t *marks) {
    int count = 0;
    for (int i = 0, end; i < size && count < LONGEST_SHAPE; i = end) {
        int kind = by->kinds[text[i]] & (HANZI | LETTER | DIGIT | OTHER), times = 1;
        for (end = i + 1; kind && end < size && by->kinds[text[end]] & kind; end++) {}
        if (kind == DIGIT) times = end - i > 9 ? 4 : (end - i + 2) / 3;
        uint32_t mark = kind == HANZI ? A_HANZI : kind == LETTER ? A_WORD : kind == DIGIT ? A_DIGIT : A_SIGN;
        while (times-- && count < LONGEST_SHAPE) marks[count++] = kind ? mark : text[i];
    }
    return count;
}

/* The views of features.py; 0 for a text that takes more thought. */
static int view(const struct weighing *by, const uint32_t *text, int original, int folded, int compact,
                struct views *views) {
    const uint32_t *written = text + original, *kept = written + folded;
    int stickers = 0, size = original + folded + compact;
    if (compact > LONGEST || folded > LONGEST || 100 * (folded - compact) >= by->inserted * compact) return 0;
    for (int i = 0; i < size; i++)
        if (text[i] >= KNOWN) return 0;
    for (int i = 0; i < original; i++) stickers += text[i] == KEYCAP || by->kinds[text[i]] & STICKER;
    if (stickers >= STUCK) return 0;
    uint32_t *line = views->line, *alone = views->alone;
    *line++ = BEGIN;
    for (int i = 0; i < compact; i++) {
        uint32_t sign = by->kinds[kept[i]] & DIGIT ? '0' : kept[i];
        if (by->kinds[sign] & STRAY) continue;
        *alone++ = sign;
        *line++ = by->heard[sign & (HEARD - 1)];
    }
    *line++ = BETWEEN;
    line += shape(by, written, folded, line);
    *line++ = BETWEEN;
    for (int i = 0; i < folded; i++)
        if (!(by->kinds[written[i]] & SAID)) *alone++ = written[i];
    views->lines = (int)(line - views->line);
    views->alones = (int)(alone - views->alone);
    return 1;
}

static void note(struct buckets *seen, uint64_t bucket) {
    uint32_t mark = (uint32_t)bucket + 1;
    uint32_t at = mark * 0x9E3779B1u >> 16 & seen->mask;
    for (; seen->places[at]; at = (at + 1) & seen->mask)
        if (seen->places[at] == mark) return;
    seen->places[at] = mark;
    seen->distinct[seen->count++] = (uint32_t)bucket;
}

static void hash(const struct weighing *by, const struct views *views, struct buckets *seen) {
    const uint64_t *factor = by->factors, kept = ((uint64_t)1 << by->bits) - 1;
    const uint32_t *line = views->line;
    const int shift = PRODUCT_BITS - by->bits, most = 2 * views->lines + views->alones;
    for (seen->mask = 63; seen->mask < 2u * (unsigned)most && seen->mask < PLACES - 1;) seen->mask = 2 * seen->mask + 1;
    memset(seen->places, 0, (seen->mask + 1) * sizeof *seen->places);
    seen->count = 0;
    for (int i = 0; i + 1 < views->lines; i++) {
        uint64_t pair = line[i] * factor[0] + line[i + 1] * factor[1];
        note(seen, pair >> shift & kept);
        if (i + 2 < views->lines) note(seen, (pair + line[i + 2] * factor[2]) >> (shift - 1) & kept);
    }
    for (int i = 0; i < views->alones; i++) note(seen, views->alone[i] * factor[3] >> (shift - 2) & kept);
}

/* `text` has the code points of the original, of its folded and of its compact view, one after the other.
 * Returns the number of distinct buckets, or -1 for a text that takes more thought. */
int qungui_weigh(struct weighing *by, const uint32_t *text, int original, int folded, int compact) {
    struct views views;
    struct buckets seen;
    if (!view(by, text, original, folded, compact, &views)) return -1;
    hash(by, &views, &seen);
    by->totals[0] = by->totals[1] = 0;
    for (int i = 0; i < seen.count; i++) {
        by->totals[0] += by->weights[2 * seen.distinct[i]];
        by->totals[1] += by->weights[2 * seen.distinct[i] + 1];
    }
    return seen.count;
}
