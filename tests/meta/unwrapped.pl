#!/usr/bin/env perl
# Messages that are English for everybody: files on standard input, `file:line: text` for each literal that is handed to
# Error, note, message, confirm or prompt without say() or tr(). Exit 1 when there is one.
use strict;
use warnings;

# Texts of these are for the programmer, or for nobody.
my @allowed = (
    [qr{^lib/base/resource\.cpp$}, qr/is compiled into this binary/, 'a bug of ours'],
    [qr{}, qr/: a bug"?$/, 'says so itself'],
    [qr{^cli/interrupt\.cpp$}, qr/^interrupted$/, 'run() says it'],
);

# What is between the opening parenthesis before `at` and its closing one, literals and all.
sub arguments {
    my ($text, $at) = @_;
    my $depth = 1;
    pos($text) = $at;
    while ($text =~ /\G(?:(")((?:[^"\\]|\\.)*)"|'(?:[^'\\]|\\.)'|([(){}\[\]])|[^"'(){}\[\]]+|.)/gcs) {
        next unless defined $3;
        $depth += $3 =~ /[({\[]/ ? 1 : -1;
        return substr($text, $at, pos($text) - $at - 1) if $depth == 0;
    }
    return substr($text, $at);
}

# The literals among arguments that no say(), tr() or mark_message() is around.
sub bare_literals {
    my ($text) = @_;
    1 while $text =~ s/\b(?:say|say_plural|tr|mark_message)\((?:[^()"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)'|(\((?:[^()"']|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)'|(?1))*\)))*\)//gs;
    my @found;
    while ($text =~ /"((?:[^"\\]|\\.)*)"/gs) {
        push @found, $1;
    }
    return @found;
}

my $bad = 0;
while (my $path = <STDIN>) {
    chomp $path;
    open my $file, '<', $path or die "$path: $!\n";
    my $text = do { local $/; <$file> };
    $text =~ s{^(\s*)//.*$}{$1}gm;
    while ($text =~ /(?:\bError\(|\b(?:note|message|warn|confirm|prompt)\()/g) {
        my $at = pos($text);
        my $line = 1 + (substr($text, 0, $at) =~ tr/\n//);
        for my $literal (bare_literals(arguments($text, $at))) {
            # A name, a flag, a format without words: "hnat: {}", "--key", "{}:{}".
            (my $words = $literal) =~ s/\{[^{}]*\}|\\.|\bhnat: |^-.*//g;
            next unless $words =~ /[A-Za-z]{3,}/;
            next if grep { $path =~ $_->[0] && $literal =~ $_->[1] } @allowed;
            print "$path:$line: not wrapped in say() or tr(): \"$literal\"\n";
            $bad = 1;
        }
    }
}
exit $bad;
