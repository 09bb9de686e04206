"""From spans to answers: weighed, grouped with what says the same, held against what says otherwise."""
