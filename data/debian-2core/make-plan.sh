#!/bin/bash
# Writes plan.tsv: which template is run with which cutoffs, k-points and layout. Deterministic; needs bash and awk.
#
#   make-plan.sh > plan.tsv
#
# The first table has one line per template: name | cutoffs ecutwfc/ecutrho | k-point meshes.
# "gamma" and meshes marked with * have one irreducible k-point and get no run with two pools.
# Where all three layouts are possible (1 rank; 2 ranks, 1 pool; 2 ranks, 2 pools), every pair of cutoff and mesh gets
# one of the layouts in turn, and in every second line the middle pair gets all three. Otherwise every pair gets both
# layouts if there is one mesh, or one layout in turn.
# Of the shuffled rows of the first two tables the first KEEP are taken, of the rest only the single rows.
# The second table has single rows: name | cutoff | mesh | ranks | pools. Many of them fail for a reason a user may
# meet.
# The third table, after the line LARGE, is like the first, with larger runs; their run_id starts at r1001.
# After the line LAST: single rows made at the end, of templates of which no row was taken before.
set -u
LC_ALL=C awk -v keep=260 -F' *[|] *' '
function row(name, cut, mesh, ranks, pools,   c) {
    split(cut, c, "/"); sub(/[*]$/, "", mesh)
    text[++n] = name "\t" c[1] "\t" c[2] "\t" mesh "\t" ranks "\t" pools
}
# a fixed shuffle of rows a to b, so that a part of the campaign is already diverse
function shuffle(a, b,   i, j, x) {
    for (i = b - a + 1; i > 1; i--) {
        seed = (seed * 16807) % 2147483647; j = a + seed % i
        x = text[i + a - 1]; text[i + a - 1] = text[j]; text[j] = x
        x = single[i + a - 1]; single[i + a - 1] = single[j]; single[j] = x
    }
}
function put(i, number) {
    if (!(text[i] in seen)) printf "r%04d\t%s\n", number, text[i]
    seen[text[i]] = 1
}
/^#/ || NF == 0 { next }
$1 == "LARGE" { main = n; next }
$1 == "LAST" { end = n; next }
NF == 5 { row($1, $2, $3, $4, $5); single[n] = 1; next }
{
    t++; nc = split($2, cut, " "); nm = split($3, mesh, / *, */)
    mi = nc > 1 ? 2 : 1; mj = nm > 1 ? 2 : 1
    for (i = 1; i <= nc; i++) for (j = 1; j <= nm; j++) {
        one = (mesh[j] == "gamma" || mesh[j] ~ /[*]$/)
        layouts = one ? 2 : 3
        for (l = 0; l < layouts; l++) {
            if (layouts == 3) take = (i + j + l + t) % 3 == 0 || (t % 2 && i == mi && j == mj)
            else take = nm == 1 || (i + j + l + t) % 2 == 0
            if (take) row($1, cut[i], mesh[j], l == 0 ? 1 : 2, l == 2 ? 2 : 1)
        }
    }
}
END {
    seed = 12345
    shuffle(1, main); shuffle(main + 1, end)
    print "run_id\ttemplate\tecutwfc\tecutrho\tkpoints\tranks\tpools"
    # of the small runs no more than KEEP, the single rows all; the large runs evenly between them; nothing twice
    large = main
    for (i = 1; i <= main; i++) {
        if (i <= keep || single[i]) put(i, i)
        while (large < end && (large - main) * keep < i * (end - main)) { large++; put(large, large - main + 1000) }
    }
    for (i = end + 1; i <= n; i++) put(i, i - end + 2000)
}' <<'TABLE'
si-2     | 20/80 40/160 70/280   | 6 6 6 1 1 1, 8 8 8 1 1 1, 12 12 12 1 1 1
si-8     | 20/80 32/128 50/200   | 3 3 3 0 0 0, 4 4 4 1 1 1, 6 6 6 1 1 1
si-16    | 16/64 24/96 32/128    | gamma, 2 2 2 0 0 0, 3 3 3 1 1 1
si-64    | 8/32 10/40 12/48      | gamma
sipbe-2  | 30/200 40/260 55/340  | 5 5 5 1 1 1, 6 6 6 1 1 1, 8 8 8 1 1 1
sirel-2  | 20/80 30/120 44/176   | 4 4 4 1 1 1, 6 6 6 1 1 1, 8 8 8 1 1 1
sic-2    | 28/220 40/320 55/440  | 4 4 4 1 1 1, 6 6 6 1 1 1, 8 8 8 1 1 1
sic-8    | 24/190 32/260 40/320  | 2 2 2 1 1 1*, 3 3 3 0 0 0, 4 4 4 1 1 1
gesi-2   | 28/180 36/220 46/280  | 4 4 4 1 1 1, 5 5 5 1 1 1, 6 6 6 1 1 1
ge-2     | 24/120 34/170 44/220  | 4 4 4 1 1 1, 6 6 6 1 1 1, 8 8 8 1 1 1
ge-8     | 18/90 24/120 30/150   | 2 2 2 1 1 1*, 3 3 3 0 0 0
alas-2   | 24/96 40/160 60/240   | 6 6 6 1 1 1, 8 8 8 1 1 1, 10 10 10 1 1 1
alas-8   | 18/72 28/112 40/160   | 3 3 3 0 0 0, 4 4 4 1 1 1, 6 6 6 1 1 1
bas-2    | 32/128 44/176 60/240  | 6 6 6 1 1 1, 8 8 8 1 1 1, 10 10 10 1 1 1
al-1     | 25/100 40/160 60/240  | 10 10 10 1 1 1, 14 14 14 1 1 1, 18 18 18 1 1 1
al-4     | 20/80 30/120 44/176   | 6 6 6 1 1 1, 8 8 8 1 1 1, 12 12 12 1 1 1
al-8     | 16/64 24/96 34/136    | 4 4 4 1 1 1, 5 5 5 0 0 0, 6 6 6 1 1 1
al-32    | 12/48 15/60 20/80     | gamma, 2 2 2 1 1 1*, 2 2 2 0 0 0
alslab-3 | 18/72 26/104 36/144   | 8 8 1 1 1 0, 10 10 1 0 0 0, 12 12 1 1 1 0
alslab-5 | 18/72 26/104 36/144   | 8 8 1 1 1 0, 10 10 1 0 0 0
alslab-7 | 14/56 20/80 28/112    | 6 6 1 1 1 0, 8 8 1 1 1 0
tial-2   | 24/190 30/240 38/300  | 6 6 4 1 1 1, 6 6 4 0 0 0, 8 8 6 0 0 0
nial-2   | 26/210 32/260 40/320  | 4 4 4 1 1 1, 6 6 6 1 1 1, 8 8 8 1 1 1
mg-2     | 22/88 34/136 50/200   | 8 8 5 0 0 0, 10 10 6 0 0 0, 14 14 8 0 0 0
mgb2-3   | 30/120 44/176 60/240  | 6 6 6 0 0 0, 8 8 8 0 0 0, 10 10 8 0 0 0
mg2si-3  | 22/88 32/128 46/184   | 4 4 4 1 1 1, 6 6 6 1 1 1, 8 8 8 1 1 1
mgo-2    | 32/260 44/360 60/480  | 4 4 4 1 1 1, 6 6 6 1 1 1, 8 8 8 1 1 1
mgo-8    | 28/220 36/300 46/370  | gamma, 2 2 2 1 1 1*, 3 3 3 0 0 0
sio2-9   | 24/180 30/220 38/280  | gamma, 1 1 1 0 0 0*, 2 2 2 0 0 0
tio2-6   | 20/160 24/190 28/220  | 2 2 2 0 0 0, 2 2 3 1 1 1
pbtio3-5 | 22/176 26/208 30/240  | 2 2 2 1 1 1*, 3 3 3 0 0 0
al2o3-10 | 24/190 30/240 38/300  | gamma, 2 2 2 1 1 1
cu2o-6   | 22/180 24/200 28/220  | 1 1 1 0 0 0*, 2 2 2 1 1 1*
nio-4    | 26/210 30/240 34/270  | 2 2 2 1 1 1
licoo2-4 | 30/240 36/300 42/340  | 2 2 2 1 1 1, 2 2 2 0 0 0
li2o-3   | 34/270 42/340 54/430  | 3 3 3 1 1 1, 4 4 4 1 1 1
li-1     | 28/220 38/300 50/400  | 8 8 8 1 1 1, 10 10 10 1 1 1, 14 14 14 1 1 1
li-2     | 26/210 34/270 44/350  | 6 6 6 1 1 1, 8 8 8 1 1 1
tic-2    | 26/210 32/260 40/320  | 4 4 4 1 1 1, 4 4 4 0 0 0, 6 6 6 1 1 1
cu-1     | 28/220 34/280 42/340  | 4 4 4 1 1 1, 6 6 6 1 1 1, 8 8 8 1 1 1
cu-4     | 22/180 26/210 30/240  | 2 2 2 1 1 1*, 3 3 3 0 0 0
cuslab-3 | 22/176 26/208 30/240  | 4 4 1 1 1 0, 5 5 1 0 0 0, 6 6 1 1 1 0
cuslab-5 | 20/160 24/192 28/224  | 4 4 1 1 1 0, 5 5 1 0 0 0
cocu-5   | 22/180 25/200         | 2 2 1 1 1 0*
au-1     | 26/210 36/290 48/380  | 6 6 6 1 1 1, 8 8 8 1 1 1, 10 10 10 1 1 1
au-4     | 20/160 26/210 32/260  | 3 3 3 0 0 0, 4 4 4 1 1 1, 6 6 6 1 1 1
cuau-2   | 24/190 30/240 38/300  | 4 4 3 1 1 1, 5 5 4 0 0 0, 6 6 4 1 1 1
rh-1     | 28/220 38/300 50/400  | 6 6 6 1 1 1, 8 8 8 1 1 1, 10 10 10 1 1 1
rh-4     | 22/176 28/220 34/270  | 2 2 2 1 1 1*, 3 3 3 0 0 0, 4 4 4 1 1 1
pt-1     | 22/176 28/220 36/290  | 4 4 4 1 1 1, 5 5 5 1 1 1, 6 6 6 1 1 1
pt-4     | 16/130 18/140 22/176  | 1 1 1 0 0 0*, 2 2 2 1 1 1*
pb-1     | 24/190 32/260 42/340  | 5 5 5 1 1 1, 6 6 6 1 1 1, 8 8 8 1 1 1
pbrel-1  | 30/120 40/160 52/208  | 3 3 3 1 1 1, 4 4 4 1 1 1, 6 6 6 1 1 1
ni-1     | 26/210 32/260 40/320  | 4 4 4 1 1 1, 6 6 6 1 1 1, 8 8 8 1 1 1
ni-4     | 20/160 24/200 30/240  | 2 2 2 1 1 1, 3 3 3 0 0 0
nirel-1  | 22/180 26/220 32/260  | 2 2 2 1 1 1, 3 3 3 1 1 1
fe-1     | 26/240 32/290 40/360  | 4 4 4 1 1 1, 6 6 6 1 1 1, 8 8 8 1 1 1
fe-2     | 24/210 28/250 34/300  | 3 3 3 1 1 1, 4 4 4 1 1 1, 5 5 5 0 0 0
ferel-1  | 30/260 34/300         | 2 2 2 1 1 1
cr-2     | 28/230 32/260         | 2 2 2 1 1 1, 3 3 3 1 1 1
co-2     | 30/240 34/270 40/320  | 2 2 2 0 0 0, 3 3 2 0 0 0
diamond-2| 36/290 46/370 60/480  | 4 4 4 1 1 1, 6 6 6 1 1 1, 8 8 8 1 1 1
diamond-8| 30/240 36/290 44/350  | gamma, 2 2 2 1 1 1*, 3 3 3 0 0 0
graphene-2| 28/220 36/290 46/370 | 9 9 1 0 0 0, 12 12 1 0 0 0, 15 15 1 0 0 0
graphene-8| 20/160 26/210 32/260 | 3 3 1 0 0 0, 5 5 1 0 0 0
graphite-4| 28/220 36/290 44/350 | 4 4 2 0 0 0, 6 6 2 0 0 0, 8 8 3 0 0 0
bn-2     | 36/290 46/370 60/480  | 4 4 4 1 1 1, 5 5 5 0 0 0, 6 6 6 1 1 1
bn-8     | 30/240 36/290 44/350  | 1 1 1 0 0 0*, 2 2 2 1 1 1*, 3 3 3 0 0 0
bnsheet-2| 30/240 36/290 44/350  | 6 6 1 0 0 0, 8 8 1 0 0 0, 12 12 1 0 0 0
bnsheet-8| 24/190 28/220 32/250  | 2 2 1 0 0 0, 3 3 1 0 0 0
h2o-b6   | 30/240 38/300 50/400  | gamma
h2o-b8   | 24/190 30/240 38/300  | gamma
h2-b6    | 60/240 100/400        | gamma
h2-b10   | 30/120 50/200 80/320  | gamma
co-b7    | 25/200 32/260 42/340  | gamma
n2-b7    | 28/220 36/290 46/370  | gamma
o2-b7    | 24/190 30/240 38/300  | gamma
ch4-b7   | 26/210 34/270 44/350  | gamma
sih4-b7  | 26/104 40/160 60/240  | gamma
sih4-b10 | 20/80 30/120 44/176   | gamma
nh3-b7   | 26/210 34/270 44/350  | gamma
co2-b8   | 25/200 32/260 40/320  | gamma
benzene-b9| 20/160 26/210 34/270 | gamma
c2h4-b7  | 24/190 32/260 42/340  | gamma
hcn-b7   | 25/200 32/260 40/320  | gamma
no-b7    | 25/200 30/240         | gamma
hi-b8    | 22/180 28/220         | gamma
polyethylene-6| 25/200 32/250 40/320 | 1 1 4 0 0 0, 1 1 6 0 0 1, 1 1 8 0 0 0
water-12 | 22/180 28/220 36/290  | gamma
water-24 | 16/120 20/160 26/210  | gamma
# single rows
cri3-8   | 16/130 | gamma         | 2 | 2
o2-b7    | 24/190 | gamma         | 2 | 2
o2-b7    | 38/300 | gamma         | 2 | 2
no-b7    | 25/200 | gamma         | 2 | 2
cu2o-6   | 22/180 | 2 2 2 0 0 0   | 2 | 2
cocu-5   | 22/180 | 3 3 1 0 0 0   | 2 | 2
# two pools, one k-point (pw.x 6.7 accepts it)
mgo-8    | 28/220 | gamma         | 2 | 2
si-16    | 16/64  | gamma         | 2 | 2
benzene-b9 | 26/210 | gamma       | 2 | 2
water-12 | 22/180 | gamma         | 2 | 2
# more pools than ranks
si-2     | 40/160 | 6 6 6 1 1 1   | 1 | 2
al-4     | 30/120 | 6 6 6 1 1 1   | 2 | 3
# an odd number of electrons, or a metal, with fixed occupations
no-b7fixed | 25/200 | gamma       | 1 | 1
li-1fixed  | 28/220 | 6 6 6 1 1 1 | 2 | 2
al-1fixed  | 25/100 | 8 8 8 1 1 1 | 1 | 1
# too few bands, two atoms at one place, a missing pseudopotential file, a charge cutoff below that of the orbitals
ni-1bands  | 26/210 | 4 4 4 1 1 1 | 2 | 1
si-2overlap| 20/80  | 4 4 4 1 1 1 | 2 | 1
si-2nopseudo | 20/80 | 4 4 4 1 1 1 | 1 | 1
diamond-2  | 36/30  | 4 4 4 1 1 1 | 1 | 1
# linear mixing with a small factor: not converged within electron_maxstep
fe-1lin    | 26/240 | 4 4 4 1 1 1 | 2 | 2
ni-1lin    | 26/210 | 4 4 4 1 1 1 | 1 | 1
mgo-2lin   | 32/260 | 4 4 4 1 1 1 | 2 | 1
alslab-5lin| 18/72  | 6 6 1 1 1 0 | 1 | 1
tio2-6lin  | 20/160 | 2 2 3 1 1 1 | 2 | 1
LARGE
si-8     | 36/144 44/176         | 6 6 6 1 1 1, 8 8 8 1 1 1
si-16    | 24/96 30/120          | 3 3 3 1 1 1, 4 4 4 1 1 1
sic-8    | 40/320 50/400         | 4 4 4 1 1 1, 5 5 5 0 0 0
diamond-8| 44/350 54/430         | 3 3 3 0 0 0, 4 4 4 1 1 1
diamond-16| 24/190 28/220        | gamma, 2 2 2 1 1 1
alas-16  | 16/64 22/88           | gamma, 2 2 2 1 1 1
alas-8   | 36/144                | 6 6 6 1 1 1, 8 8 8 1 1 1
al-8     | 30/120 36/144         | 6 6 6 1 1 1, 8 8 8 1 1 1
al-32    | 16/64 22/88           | gamma, 2 2 2 0 0 0
alslab-7 | 24/96 32/128          | 8 8 1 1 1 0, 10 10 1 1 1 0
alslab-20| 12/48 15/60           | 3 3 1 0 0 0, 4 4 1 1 1 0
mg-16    | 12/48 16/64           | gamma, 2 2 2 0 0 0
li-16    | 24/190 28/220         | gamma, 2 2 2 1 1 1*
mgo-8    | 40/320 50/400         | 3 3 3 0 0 0, 4 4 4 1 1 1
mgo-16   | 24/190 30/240         | gamma, 2 2 2 1 1 1
mgo-64   | 20/160                | gamma
al2o3-10 | 34/270 40/320         | 2 2 2 0 0 0, 3 3 3 0 0 0
sio2-9   | 28/220 34/270         | 2 2 2 0 0 0, 2 2 2 1 1 1
tio2-6   | 26/208 32/256         | 2 2 3 0 0 0, 3 3 4 0 0 0
pbtio3-5 | 26/208 32/256         | 3 3 3 0 0 0, 4 4 4 1 1 1
nio-4    | 28/220 34/270         | 2 2 2 0 0 0
licoo2-4 | 36/290 42/340         | 3 3 3 0 0 0, 4 4 4 1 1 1
co-2     | 34/270 40/320         | 3 3 2 0 0 0, 4 4 3 0 0 0
cr-2     | 30/240                | 4 4 4 1 1 1
ni-4     | 24/200 30/240         | 3 3 3 0 0 0, 4 4 4 1 1 1
fe-2     | 30/270 36/320         | 5 5 5 0 0 0, 6 6 6 1 1 1
fe-1     | 44/400                | 8 8 8 1 1 1, 10 10 10 1 1 1
pt-1     | 30/240 40/320         | 6 6 6 1 1 1, 8 8 8 1 1 1
pt-4     | 20/160                | 2 2 2 1 1 1*, 3 3 3 0 0 0
nirel-1  | 26/220 32/260         | 3 3 3 1 1 1, 4 4 4 0 0 0
pbrel-1  | 44/176 54/216         | 6 6 6 1 1 1
rh-8     | 22/176 26/208         | 2 2 2 0 0 0, 2 2 2 1 1 1
au-4     | 30/240                | 6 6 6 1 1 1, 5 5 5 0 0 0
cuslab-5 | 24/192 30/240         | 5 5 1 0 0 0, 6 6 1 1 1 0
cocu-5   | 22/180                | 3 3 1 0 0 0
cu-4     | 26/210 32/260         | 3 3 3 0 0 0, 4 4 4 1 1 1
graphene-8| 28/220 34/270        | 4 4 1 1 1 0, 5 5 1 0 0 0
graphene-18| 20/160 24/190       | gamma, 2 2 1 0 0 0
graphite-4| 40/320               | 8 8 4 0 0 0, 10 10 4 0 0 0
bnsheet-8| 28/220 34/270         | 3 3 1 0 0 0, 4 4 1 0 0 0
bnsheet-18| 24/190               | gamma, 2 2 1 0 0 0
water-24 | 22/176 30/240 36/290  | gamma
water-48 | 16/120 20/160         | gamma
h2o-b12  | 22/176 30/240 40/320  | gamma
co-b12   | 20/160 28/220 36/290  | gamma
sih4-b16 | 24/96 36/144          | gamma
benzene-b12 | 20/160 26/210 32/256 | gamma
si-64    | 12/48 14/56           | gamma
LAST
alslab-5 | 18/72  | 8 8 1 1 1 0    | 2 | 1
alslab-5 | 26/104 | 10 10 1 0 0 0  | 1 | 1
alslab-5 | 36/144 | 10 10 1 0 0 0  | 2 | 2
alslab-5 | 36/144 | 8 8 1 1 1 0    | 1 | 1
cuau-2   | 24/190 | 5 5 4 0 0 0    | 2 | 1
cuau-2   | 30/240 | 6 6 4 1 1 1    | 1 | 1
cuau-2   | 38/300 | 6 6 4 1 1 1    | 2 | 2
cuau-2   | 38/300 | 5 5 4 0 0 0    | 1 | 1
hi-b8    | 22/180 | gamma          | 1 | 1
hi-b8    | 22/180 | gamma          | 2 | 1
hi-b8    | 28/220 | gamma          | 2 | 1
TABLE
