/* The card of card.ssi by hand, over Arrow's buffers: what a C programmer would write for this card alone.
 *
 * Facts come in the order of `Fact`; `data` points at int64, double or bits, `valid` at bitmaps (NULL: nothing is missing), both
 * from `offset` on.
 * Results go out as hundredths in Arrow's decimals (128 bits), bitmaps of validity and int8 codes, to be taken as they are.
 * Rows are worked off eight at a time, so that a bitmap is written by the byte.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

enum Fact {
    PROFILE_COMPLETENESS, INMAIL_REPLY_RATE, SENIOR_SHARE, ACCEPTANCE_RATE,
    RECOMMENDATIONS, SKILLS, SEARCHES, PROFILE_VIEWS, SAVED_LEADS, ALERTS, POSTS, ARTICLES, COMMENTS, INMAILS_SENT,
    CONNECTIONS, INVITATIONS, INTRODUCTIONS, PHOTO, SEAT, REPLY_HOURS, FACTS
};
enum { CRITERIA = 16, PILLARS = 4 };
enum State { SCORED, UNKNOWN, TOO_FEW, NOT_APPLICABLE };

typedef __int128 Hundredths;

typedef struct {
    const void *data[FACTS];
    const uint8_t *valid[FACTS];
    int64_t offset[FACTS];
    Hundredths *points[CRITERIA];
    uint8_t *known[CRITERIA];
    int8_t *state[CRITERIA];
    Hundredths *pillar[PILLARS][3]; /* points, least, most */
    Hundredths *total[3];
    int8_t *level;
    int64_t *open;
} Batch;

static const int64_t WORTH[CRITERIA] = {600, 600, 700, 600, 700, 600, 600, 600, 800, 500, 600, 600, 800, 600, 600, 500};

static inline int has(const Batch *b, int fact, int64_t i) {
    const uint8_t *bits = b->valid[fact];
    i += b->offset[fact];
    return !bits || (bits[i >> 3] >> (i & 7) & 1);
}
static inline int64_t whole(const Batch *b, int fact, int64_t i) { return ((const int64_t *)b->data[fact])[i + b->offset[fact]]; }
static inline double real(const Batch *b, int fact, int64_t i) { return ((const double *)b->data[fact])[i + b->offset[fact]]; }
static inline int yes(const Batch *b, int fact, int64_t i) {
    i += b->offset[fact];
    return ((const uint8_t *)b->data[fact])[i >> 3] >> (i & 7) & 1;
}

static inline int64_t along(int64_t x, int64_t x0, int64_t y0, int64_t x1, int64_t y1) {
    return y0 + (2 * (x - x0) * (y1 - y0) + (x1 - x0)) / (2 * (x1 - x0));
}
#define BANDS(x, a, pa, b, pb, c, pc) ((x) >= (c) ? (pc) : (x) >= (b) ? (pb) : (x) >= (a) ? (pa) : 0)

static inline int64_t ramp(int64_t x, int64_t x0, int64_t y0, int64_t x1, int64_t y1, int64_t x2, int64_t y2) {
    return x >= x2 ? y2 : x >= x1 ? along(x, x1, y1, x2, y2) : x >= x0 ? along(x, x0, y0, x1, y1) : y0;
}
static inline int64_t network(int64_t x) {
    return x >= 1500 ? 800 : x >= 500 ? along(x, 500, 600, 1500, 800) : x >= 50 ? along(x, 50, 200, 500, 600)
         : x >= 0 ? along(x, 0, 0, 50, 200) : 0;
}

#define SET(n, condition, award) \
    do { \
        if (condition) { p[n] = (award); s[n] = SCORED; } else { p[n] = 0; s[n] = UNKNOWN; } \
    } while (0)
#define NEEDS(n, fact, least, knows, award) \
    do { \
        p[n] = 0; \
        if (!has(b, fact, i)) s[n] = UNKNOWN; \
        else if (whole(b, fact, i) < (least)) s[n] = TOO_FEW; \
        else SET(n, knows, award); \
    } while (0)

static void row(Batch *b, int64_t i, uint8_t *bits) {
    int64_t p[CRITERIA];
    int8_t s[CRITERIA];
    SET(0, has(b, PROFILE_COMPLETENESS, i), BANDS(real(b, PROFILE_COMPLETENESS, i), 0.6, 200, 0.8, 400, 0.95, 600));
    SET(1, has(b, RECOMMENDATIONS, i), ramp(whole(b, RECOMMENDATIONS, i), 0, 0, 3, 300, 10, 600));
    SET(2, has(b, SKILLS, i), BANDS(whole(b, SKILLS, i), 5, 200, 20, 450, 50, 700));
    SET(3, has(b, PHOTO, i), yes(b, PHOTO, i) ? 600 : 0);
    SET(4, has(b, SEARCHES, i), ramp(whole(b, SEARCHES, i), 0, 0, 20, 300, 100, 700));
    SET(5, has(b, PROFILE_VIEWS, i), BANDS(whole(b, PROFILE_VIEWS, i), 10, 150, 50, 400, 200, 600));
    NEEDS(6, SEARCHES, 10, has(b, SAVED_LEADS, i), BANDS(whole(b, SAVED_LEADS, i), 1, 200, 10, 400, 40, 600));
    SET(7, has(b, ALERTS, i), ramp(whole(b, ALERTS, i), 0, 0, 7, 250, 60, 600));
    SET(8, has(b, POSTS, i) && has(b, ARTICLES, i),
        ramp(whole(b, POSTS, i) + whole(b, ARTICLES, i), 0, 0, 3, 400, 24, 800));
    SET(9, has(b, COMMENTS, i), BANDS(whole(b, COMMENTS, i), 2, 100, 12, 300, 52, 500));
    if (!has(b, SEAT, i)) p[10] = 0, s[10] = UNKNOWN;
    else if (!yes(b, SEAT, i)) p[10] = 0, s[10] = NOT_APPLICABLE;
    else NEEDS(10, INMAILS_SENT, 10, has(b, INMAIL_REPLY_RATE, i),
               BANDS(real(b, INMAIL_REPLY_RATE, i), 0.13, 200, 0.18, 400, 0.25, 600));
    SET(11, has(b, REPLY_HOURS, i), BANDS(real(b, REPLY_HOURS, i), 0, 600, 4, 350, 24, 0));
    SET(12, has(b, CONNECTIONS, i), network(whole(b, CONNECTIONS, i)));
    NEEDS(13, CONNECTIONS, 50, has(b, SENIOR_SHARE, i), BANDS(real(b, SENIOR_SHARE, i), 0.05, 150, 0.15, 350, 0.3, 600));
    NEEDS(14, INVITATIONS, 20, has(b, ACCEPTANCE_RATE, i),
          ramp(llround(real(b, ACCEPTANCE_RATE, i) * 1e6), 100000, 0, 400000, 400, 900000, 600));
    SET(15, has(b, INTRODUCTIONS, i), BANDS(whole(b, INTRODUCTIONS, i), 1, 100, 4, 300, 9, 500));

    int64_t open = 0, low = 0, high = 0, total = 0;
    for (int group = 0; group < PILLARS; group++) {
        int64_t earned = 0, widest = 0;
        for (int n = 4 * group; n < 4 * group + 4; n++) {
            int is_open = s[n] == UNKNOWN || s[n] == TOO_FEW;
            earned += p[n];
            widest += is_open ? WORTH[n] : 0;
            open += is_open;
            b->points[n][i] = p[n];
            b->state[n][i] = s[n];
            bits[n] |= (uint8_t)((s[n] == SCORED) << (i & 7));
        }
        int64_t least = earned, most = earned + widest;
        if (group == 2) {
            if (!has(b, INMAILS_SENT, i)) least = least > 1800 ? 1800 : least;
            else if (whole(b, INMAILS_SENT, i) == 0) {
                earned = earned > 1800 ? 1800 : earned;
                least = least > 1800 ? 1800 : least;
                most = most > 1800 ? 1800 : most;
            }
        }
        b->pillar[group][0][i] = earned, b->pillar[group][1][i] = least, b->pillar[group][2][i] = most;
        total += earned, low += least, high += most;
    }
    b->total[0][i] = total, b->total[1][i] = low, b->total[2][i] = high;
    b->level[i] = (int8_t)(total >= 7000 ? 2 : total >= 3500 ? 1 : 0);
    b->open[i] = open;
}

void card(Batch *b, int64_t rows) {
    for (int64_t start = 0; start < rows; start += 8) {
        uint8_t bits[CRITERIA];
        memset(bits, 0, sizeof bits);
        int64_t end = start + 8 < rows ? start + 8 : rows;
        for (int64_t i = start; i < end; i++) row(b, i, bits);
        for (int n = 0; n < CRITERIA; n++) b->known[n][start >> 3] = bits[n];
    }
}
