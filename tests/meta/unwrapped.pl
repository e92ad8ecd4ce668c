#!/usr/bin/env perl
# Messages that are English for everybody: files on standard input, `file:line: text` for each literal that is handed to
# Error, note, message, confirm or prompt without say() or tr(). Exit 1 when there is one.
use strict;
use warnings;

# Texts for the programmer: bugs of ours, and files of data/ that were compiled in wrong. Where, what, why.
my @allowed = (
    [qr{}, qr/: a bug"?$/, 'says so itself'],
    [qr{^cli/interrupt\.cpp$}, qr/^interrupted$/, 'run() says it'],
    [qr{^lib/base/message_catalogue\.cpp$}, qr/in this binary is damaged/, 'there is no catalogue then'],
    [qr{^lib/base/period\.cpp$}, qr/^data\/regimes|^deadline_working_days/, 'data that we compile in'],
    [qr{^lib/base/resource\.cpp$}, qr/^no file '|is compiled into this binary$/, 'a file that we did not compile in'],
    [qr{^lib/seal/signed_note\.cpp$}, qr/^the text of a note must be/, 'a note that we made wrong'],
    [qr{^lib/store/audit\.cpp$}, qr/was given a staff code/, 'a command that did not look it up'],
    [qr{^lib/store/migrate\.cpp$}, qr/is compiled in, /, 'data that we compile in'],
    [qr{^lib/store/store\.cpp$}, qr/^Store::open/, 'an access that nobody asks for'],
    [qr{^lib/store/transaction\.cpp$}, qr/something wants to write/, 'a command with the wrong access'],
    [qr{^lib/survey/(locality_seed|topics)\.cpp$}, qr/^: /, 'data that we compile in'],
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
            # A name, a flag, an extension, a format without words: "hnat: {}", "--key", ".bin", "{}:{}".
            (my $words = $literal) =~ s/\{[^{}]*\}|\\.|\bhnat: |^[-.]\S*|\bSQLite\b//g;
            next unless $words =~ /[A-Za-z]{3,}/;
            next if grep { $path =~ $_->[0] && $literal =~ $_->[1] } @allowed;
            print "$path:$line: not wrapped in say() or tr(): \"$literal\"\n";
            $bad = 1;
        }
    }
}
exit $bad;
