"""The catalog's tables."""

SCHEMA = """
create table collection (
    identity text not null, version integer not null, encoder text not null, encoder_fingerprint text not null,
    articles integer not null, passages integer not null, next_row integer not null, roots text not null,
    fields text not null, checksum integer not null
);
create table articles (
    id integer primary key,
    first integer not null, passages integer not null,  -- its run: the row of its first passage, and their number
    words_only integer not null,  -- whether its language is one that the encoder does not know
    checksum integer,  -- of the article and of its passages, their words and vectors
    path text not null, member text, digest text not null, title text not null, source text, published text,
    extracted integer not null, facts text not null, noise text not null, text text not null
);
create index articles_by_origin on articles (path, member);
create index articles_by_digest on articles (digest);
create index articles_by_run on articles (first, passages);
create index articles_by_date on articles (published, first, passages);
create index articles_by_outlet on articles (source, published, first, passages);
create index articles_unfinished on articles (id) where checksum is null;
create index articles_of_words on articles (first, passages) where words_only;
create table passages (
    row integer primary key, first integer not null,  -- the first row of its run
    start integer not null, end integer not null, sentences text not null, words text not null, caption integer not null
);
create index captions on passages (row) where caption;
create table vectors (row integer primary key, vector blob not null);
create table files (
    path text primary key, digest text not null, stamp text, articles integer not null, trouble text
);
create table signatures (
    digest text primary key, day text, whole blob, beginning blob, checksum integer not null
);
create table linked (one text not null, other text not null, primary key (one, other)) without rowid;
create table gone (first integer primary key, passages integer not null, version integer not null);
"""

# The texts of articles that came or went in this transaction.
TOUCHED = "create temp table touched (digest text primary key)"

# Three passages and their vectors fill a page of this many bytes.
PAGE = 8192

# What a log may keep of its length when it starts anew, in bytes.
LOG = 1 << 26
