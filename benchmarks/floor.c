/* The card of card.ssi by hand, over Arrow's buffers: what a C programmer would write for this card alone.
 *
 * Facts come in the order of `Fact`; `data` points at int64, double or bits, `valid` at bitmaps (NULL: nothing is missing), both
 * from `offset` on.
 * Results go out as hundredths in Arrow's decimals (128 bits), bitmaps of validity and int8 codes, to be taken as they are.
 * Rows are worked off in blocks, criterion by criterion, so that few streams of memory are written at a time.
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

enum { BLOCK = 512 };
typedef struct {
    int32_t points[CRITERIA][BLOCK];
    int8_t state[CRITERIA][BLOCK];
} Block;

#define EACH for (int64_t k = 0, i = from; k < rows; k++, i++)
#define EARN(n, condition, award) \
    do { \
        if (condition) { x->points[n][k] = (int32_t)(award); x->state[n][k] = SCORED; } \
        else { x->points[n][k] = 0; x->state[n][k] = UNKNOWN; } \
    } while (0)
#define SET(n, condition, award) EACH EARN(n, condition, award)
#define NEEDED(n, fact, least, knows, award) \
    do { \
        x->points[n][k] = 0; \
        if (!has(b, fact, i)) x->state[n][k] = UNKNOWN; \
        else if (whole(b, fact, i) < (least)) x->state[n][k] = TOO_FEW; \
        else EARN(n, knows, award); \
    } while (0)
#define NEEDS(n, fact, least, knows, award) EACH NEEDED(n, fact, least, knows, award)

static void criteria(const Batch *b, Block *x, int64_t from, int64_t rows) {
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
    EACH {
        x->points[10][k] = 0;
        if (!has(b, SEAT, i)) x->state[10][k] = UNKNOWN;
        else if (!yes(b, SEAT, i)) x->state[10][k] = NOT_APPLICABLE;
        else NEEDED(10, INMAILS_SENT, 10, has(b, INMAIL_REPLY_RATE, i),
                    BANDS(real(b, INMAIL_REPLY_RATE, i), 0.13, 200, 0.18, 400, 0.25, 600));
    }
    SET(11, has(b, REPLY_HOURS, i), BANDS(real(b, REPLY_HOURS, i), 0, 600, 4, 350, 24, 0));
    SET(12, has(b, CONNECTIONS, i), network(whole(b, CONNECTIONS, i)));
    NEEDS(13, CONNECTIONS, 50, has(b, SENIOR_SHARE, i), BANDS(real(b, SENIOR_SHARE, i), 0.05, 150, 0.15, 350, 0.3, 600));
    NEEDS(14, INVITATIONS, 20, has(b, ACCEPTANCE_RATE, i),
          ramp(llround(real(b, ACCEPTANCE_RATE, i) * 1e6), 100000, 0, 400000, 400, 900000, 600));
    SET(15, has(b, INTRODUCTIONS, i), BANDS(whole(b, INTRODUCTIONS, i), 1, 100, 4, 300, 9, 500));
}

static inline int is_open(int8_t state) { return state == UNKNOWN || state == TOO_FEW; }
static inline int64_t least_of(int64_t a, int64_t b) { return a < b ? a : b; }

static void written(const Batch *b, const Block *x, int64_t from, int64_t rows) {
    for (int n = 0; n < CRITERIA; n++) {
        Hundredths *points = b->points[n] + from;
        uint8_t *known = b->known[n] + (from >> 3);
        memset(known, 0, (size_t)((rows + 7) >> 3));
        for (int64_t k = 0; k < rows; k++) {
            points[k] = x->points[n][k];
            known[k >> 3] |= (uint8_t)((x->state[n][k] == SCORED) << (k & 7));
        }
        memcpy(b->state[n] + from, x->state[n], (size_t)rows);
    }
}

static void sums(const Batch *b, const Block *x, int64_t from, int64_t rows) {
    int32_t total[3][BLOCK] = {{0}}, open[BLOCK] = {0};
    for (int group = 0; group < PILLARS; group++) EACH {
        int64_t earned = 0, widest = 0;
        for (int n = 4 * group; n < 4 * group + 4; n++) {
            int still = is_open(x->state[n][k]);
            earned += x->points[n][k];
            widest += still ? WORTH[n] : 0;
            open[k] += still;
        }
        int64_t least = earned, most = earned + widest;
        if (group == 2) {
            if (!has(b, INMAILS_SENT, i)) least = least_of(least, 1800);
            else if (whole(b, INMAILS_SENT, i) == 0) {
                earned = least_of(earned, 1800), least = least_of(least, 1800), most = least_of(most, 1800);
            }
        }
        b->pillar[group][0][i] = earned, b->pillar[group][1][i] = least, b->pillar[group][2][i] = most;
        total[0][k] += (int32_t)earned, total[1][k] += (int32_t)least, total[2][k] += (int32_t)most;
    }
    for (int part = 0; part < 3; part++) EACH b->total[part][i] = total[part][k];
    EACH {
        b->level[i] = (int8_t)(total[0][k] >= 7000 ? 2 : total[0][k] >= 3500 ? 1 : 0);
        b->open[i] = open[k];
    }
}

void card(const Batch *b, int64_t rows) {
    Block x;
    for (int64_t from = 0; from < rows; from += BLOCK) {
        int64_t here = least_of(BLOCK, rows - from);
        criteria(b, &x, from, here);
        written(b, &x, from, here);
        sums(b, &x, from, here);
    }
}
