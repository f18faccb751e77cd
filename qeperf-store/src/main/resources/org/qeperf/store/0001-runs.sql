-- Runs in the order of arrival, and what was predicted of each.
-- A statement ends with a semicolon at the end of a line. A released file never changes: what is new is a new file.

-- The highest number that was given away. Whoever adds holds the row until the commit, so that numbers become visible in order.
create table numbers (
    name text not null primary key,
    highest bigint not null
);

insert into numbers (name, highest) values ('run', 0);

-- received: milliseconds since 1970-01-01T00:00Z. record: the JSON object of docs/run-records.md, from which the columns before it are copied.
create table runs (
    sequence bigint not null primary key,
    id text not null unique,
    received bigint not null,
    system text,
    machine text,
    outcome text not null,
    record text not null
);

-- Numbers are in the unit of the target.
create table predictions (
    run bigint not null references runs (sequence),
    position integer not null,
    alias text not null,
    model_name text not null,
    model_version text not null,
    target text not null,
    unit text not null,
    value double precision not null,
    lower double precision not null,
    upper double precision not null,
    level double precision not null,
    measured double precision,
    primary key (run, position)
);
