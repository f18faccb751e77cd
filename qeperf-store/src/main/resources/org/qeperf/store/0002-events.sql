-- What happened to the models, in the order of arrival.
insert into numbers (name, highest) values ('event', 0);

-- at_time: milliseconds since 1970-01-01T00:00Z. target, unit and machine: whom it concerns, all three null for everybody. details: JSON.
create table events (
    sequence bigint not null primary key,
    at_time bigint not null,
    kind text not null,
    target text,
    unit text,
    machine text,
    message text not null,
    details text not null
);
