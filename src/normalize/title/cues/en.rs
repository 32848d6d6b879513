//! The cues of English: greetings, leads, questions, thanks.

use super::Cues;

pub(super) const ENGLISH: Cues = Cues {
    greetings: "hi, hello, hey, heya, hiya, helo, hallo, howdy, yo, greetings, greetings and \
        salutations, dear, good morning/afternoon/evening/day, happy new year, welcome, good \
        evening, g'day, gday, hii, hiii, heyo, heyy, morning, sup, aloha, wassup, dear all",
    greeted: "all, everyone, everybody, every one, there, team, folks, guys, friends, \
        community, again, to you all, to all, to everyone, you all, y'all, people, list, \
        members, experts, users, r users, r-users, colleagues, sir, madam, sirs, mods, devs, \
        gang, both, y all, fellas, ladies, gentlemen, good people, devs, developers, admins, \
        support, support team, forum, and all, world, fellow members/users/devs/developers",
    fillers: "so, and, but, also, ok, okay, anyway, btw, by the way, fyi, hmm, hm, um, uh, oh, \
        sorry, excuse me, please, pls, plz, kindly, just? a/one quick? question for me to \
        understand, just a/one quick? question, a/another/one/my question, question/questions, \
        quick/small/short/simple question/questions, a/one quick/small/short/simple/dumb/silly/\
        stupid/basic/noob/newbie question, dumb/silly/stupid/basic/noob/newbie/beginner \
        question/questions, maybe a? dumb/silly/stupid/basic/noob/newbie question, probably a? \
        dumb/silly/stupid/basic/noob question, this/it may/might be a? dumb/silly/stupid/basic \
        question, i/i've have/got? a/another/one/few/some/two quick/small/simple? question/\
        questions about/regarding/concerning/on?, had few quick? questions about/regarding/\
        concerning/on?, my question is, the question is, the other question is, another \
        question is, one question is, i was/am just? wondering/curious, i'm just? wondering/\
        curious, was/am? just? wondering, just curious, wondering, curious, i would like to \
        know, i'd like to know, i want to know, i wanted to ask/know, i want to ask, i would \
        like to ask, i'd like to ask, does/did anyone/anybody/someone/somebody here? happen? \
        to? know/knows of/about?, do/would you guys? happen? to? know, anyone/anybody know/\
        knows of/about?, do any of you know, can/could/would/will you/anyone/someone/anybody/\
        somebody/u please/pls? tell/show/explain/advise/clarify me/us? to? me/us?, can/could/\
        would you/anyone/someone/anybody/somebody please/pls? let me know, can/could/would/will \
        you/anyone/someone/anybody/somebody/u please/pls? help/assist me/us? out? with/on/to? \
        understand/figure/understanding? out?, please/pls? help/assist me/us? with/to/on, i \
        need some? help with/on, i need some? help to? understand/understanding?, need some? \
        help with/on, help with, please/pls tell/advise/explain/let me/us know?, i don't know/\
        understand, i do not know/understand, not sure where/whom to ask for? this?, not sure \
        if/whether this/it is the right place/channel/forum to ask?, not sure if this has been \
        asked before?, sorry if this is the wrong place/channel, any idea/ideas/advice/\
        suggestion/suggestions/hint/hints/tips/thoughts/help on/about/for/with/as/to?, any \
        clue/clues, i/i've have/got? no idea, i would be grateful if anyone/someone had \
        suggestions about, i am/i'm new to r/here, looking for some? help with/on, seeking help \
        with/on, dumbest question, any idea/ideas/clue/clues/thoughts/advice/suggestions/tips, \
        does/would/do anyone/anybody/someone/somebody/you have an/any idea/ideas/clue/clues/\
        advice/suggestions/thoughts on/about/for/as/to?, has anyone/anybody/someone figured/\
        found out?, would/do anyone/anybody/someone/you happen to know, is there anyone/\
        anybody/someone who/that knows/know, is there anyone/anybody/someone who/that could/can \
        tell/explain/help? me?, is anyone/anybody/someone able to tell/explain me?, i'm/im/i'am \
        a? little/bit? confused/puzzled/unsure/curious about/on/by/as/with? to?, am confused/\
        puzzled/unsure/curious about/on/by/as/with? to?, confused/puzzled/unsure about/on/by/\
        as? to?, i'm/im/am having a/an/some/so? really/very/quite? much? rough/hard/difficult/\
        tough? time/trouble/difficulty/difficulties with/in? figuring/understanding/working \
        out?, having a/an/some/so? really/very/quite? much? rough/hard/difficult/tough? time/\
        trouble/difficulty/difficulties with/in? figuring/understanding/working out?, i/we \
        have/had a/an/some? really/very? hard/rough/difficult/tough? time/trouble/difficulty/\
        difficulties with/in? figuring/understanding/working out?, i/we can't/cannot/cant seem? \
        to? figure/work/find out, i/we can't/cannot/cant seem to understand, i/we couldn't/\
        could not figure/find out, i/we can not figure/find out, i'm/im/am/are/we're trying to \
        figure/find/work out, i'm/im/am trying to understand, trying to figure/find/work out, \
        trying to understand, i'm/im/am? struggling to understand/figure out?, been trying to \
        figure/find/understand out?, i/we have been trying to figure/find/understand out?, i'd/\
        i would? appreciate any/some? help/advice/guidance/input on/with/about/for, i/we? need \
        some/an/a? help/advice/assistance/guidance/suggestions/input with/on/about/for/\
        regarding, help me to? understand/figure out?, could/can/would you/someone/anyone \
        please/pls? guide/advise me on/about, can/could i/we get some? help/advice/guidance \
        on/with/about, looking for some? advice/guidance/suggestions/input/tips on/about/for/\
        with, has/have? anyone/someone/anybody/somebody ever? faced/encountered/met/hit/seen \
        with? a/the? situation/problem/issue/case when/where, i am/i'm/im facing an/a? issue/\
        problem/difficulty where/when/that, just? wanted to check/understand/ask/know/confirm/\
        verify, i/we just? wanted/want to check/understand/confirm/verify/clarify, i/we would \
        like to check/understand/confirm/verify/clarify, i'd/we'd like to check/understand/\
        confirm/verify/clarify",
    asides: "first of all, tl dr, tldr, to clarify, just to confirm/clarify, just to be clear/\
        sure, one more thing/question, another one/question, follow up question, random/\
        general/serious/theoretical/honest question, a? bit/little/slightly? off topic, kind/\
        kinda of? off topic, first time poster/user here?, first post here?, total/complete/\
        absolute/just? a? beginner/newbie/noob/newcomer here, new here, i'm/im/am new here, i \
        am new here, new to all? this, hope/hoping? you're/you/everyone/everybody/all all? is/\
        are? doing? well/fine/good/great, i hope you're/you/everyone/everybody/all all? is/are? \
        doing? well/fine/good/great, i/we? hope this/it is the? right place/channel/forum/\
        section to ask? this?, sorry if this has been asked/answered/discussed before/already?, \
        i know this has been asked before/already?, apologies if this has been asked/answered \
        before/already?, sorry/apologies/forgive/pardon me? if this is a/an? really/very? dumb/\
        silly/stupid/basic/obvious/noob/newbie question?, sorry/apologies for the/my? noise/\
        spam/bother/dumb/silly/basic/noob/long/newbie/english question/post/message?, pardon my \
        ignorance/english, not sure if this is a? dumb/silly/stupid/basic question, sorry to \
        bother/disturb you/everyone/everybody/all again?, if anyone/anybody/someone/somebody/\
        you knows/know, in case anyone/anybody/someone/somebody/you knows/know, as the title \
        says, title says it all, long story short, as always, thanks in advance, please bear \
        with me, happy monday/tuesday/wednesday/thursday/friday/weekend, quick one, stupid one, \
        probably/maybe/perhaps? a/an? obvious/easy/simple/dumb/stupid/silly/basic/noob \
        question, sorry for/to ask asking?, weird/odd/strange/quick/small/another/simple? \
        request/ask, interesting/tricky/weird/odd/strange question/one",
    empty: "not sure where/whom to ask for? this?, not sure if/whether this/it is the right \
        place/channel/forum to ask?, sorry if this is the wrong place/channel, any/some idea/\
        ideas/help/suggestion/suggestions/advice/thoughts/hint/hints/tips/pointers/clue/clues/\
        news/update/updates/feedback/guidance/insight/insights/input/luck, help, help me, help \
        please, need help, i need help, please help, please help me, help needed, urgent, \
        urgent help needed, question, questions, issue, problem, problems, bug, error, is this/\
        that/it correct/right/normal/expected/possible/ok/okay/true/intended, is this/that/it \
        a/the known? bug/issue/problem/right/correct/expected? behavior/behaviour/way?, is \
        this/that/it expected/normal/the? behavior/behaviour, could/can/would it/this/that be a \
        bug/issue, am i/we right/correct, am i missing something/anything, am i doing \
        something/anything wrong, are we missing something/anything, did i miss something/\
        anything, do i understand it/this/that correctly, is my understanding correct, what am \
        i/we doing wrong, what's wrong, what is wrong, what did i do wrong, what could/can/\
        might be wrong, what could/can/might be the problem/reason/cause/issue, what is/what's \
        the problem/reason/cause/issue/solution, what is/what's happening, what is/what's going \
        on, what the heck/hell, what can/should/do/could i/we do, what to do, what now, how \
        can/could/do/would/should i/we/you fix/solve/resolve/do/handle/achieve/avoid/debug/\
        prevent this/that/it, how to fix/solve/resolve/do/achieve/avoid/debug this/that/it, how \
        can/could/do/should i/we proceed, how do i/we go about this/it, how come, how, why, why \
        is that/this/it, why is that/this/it happening, why does this/that/it happen, has/did/\
        does/have anyone/anybody/someone else? come/run/ran/had/have/has/having/experienced/\
        seen/faced/encountered/tried/know/knows/got across/into? this/that/it/something/the? \
        same? similar? issue/problem/thing/before?, anyone/anybody else, anyone/anybody else? \
        having/seeing/had/getting/experiencing this/the/similar? same? issue/problem?, anyone/\
        anybody, anyone here, can/could anyone/someone/anybody/somebody/you/u please/pls? help/\
        advise/assist/confirm/check/comment/explain/look/clarify/suggest me/us? out? here?, \
        can/could anyone/someone/you please/pls? give me some? advice/help/suggestions/\
        feedback, can/could anyone/someone/you please/pls? help me/us? with? fix/solve/resolve? \
        to? solve? this/that/it/these problem/problems/issue/issues?, can/could you please/pls? \
        check where i go/went/am wrong, is anybody/anyone here/there, any help/advice/\
        suggestions/suggestion/ideas/hints/pointers/thoughts/feedback/input/information would/\
        is/will/are be? much/greatly/really/very? appreciated/helpful/welcome, your help is \
        greatly? appreciated, i would appreciate/be any? help/grateful/suggestions, i'd \
        appreciate any help, i hope/i'm you're/you are/doing hoping? well/fine, hope you're/you \
        are/all? doing well, hope everyone/all is/are doing? well, how are you, thanks/thank/\
        thx/ty/tia/cheers for? reading/you?, is there any/a way/workaround/solution/fix/trick \
        to/for/around? do/fix/solve/achieve? this/that/it?, is there a/an/any better/easier/\
        other way, is it possible, let me know, please/pls let me/us know, please/pls advise/\
        suggest/confirm/check/assist/explain, please/pls let me know if, do you have any? idea/\
        ideas/suggestions, does anyone/anybody/someone have/has an/any idea/ideas/suggestions/\
        thoughts/solution, does that/this/it make sense, does this/that/it happen to? anyone \
        else?, does anyone know, for example, e.g, see below, see attached, see screenshot, \
        here is/are the/my code/logs/log/screenshot/output/example/error, code, thanks in \
        advance, i am/i'm a? new here, i am/i'm new to this, first post, new here, sorry for my \
        english, sorry for the noise, hello world, what do you think, thoughts, opinions, makes \
        sense, tagging, cc, same here, please/pls point me to the documentation/docs, please/\
        pls see attached, best regards, regards, i have/got a problem/issue/question, i have \
        some questions, i have two questions, a/the? few/two/three/some/several/couple/many/\
        more/other/basic/simple/newbie/beginner/noob/general/quick of? question/questions, \
        newbie, beginner, solved, a/one/my small/little/strange/weird? problem/question/issue, \
        here is/here's the/my problem/issue/question, where am i going wrong, does anyone/\
        anybody/someone/somebody have a/an/any/some suggestion/suggestions/idea/advice/\
        experience/solution for/with/about/on/to? that/this/it/these? situation/problem/issue/\
        one?, any/some help here, what is/what's your opinion/advice/recommendation, i/i'm/im/\
        am m? facing an/a/this/the/some? issue/issues/problem/problems/error/errors, anyone \
        know/knows/faced/experienced/seen this/it/that?, do you know if this/these/that things? \
        is/are possible, is this/that even? possible, how do/can/would/should i/we do that/\
        this/it, could/can/would/will you/someone/anyone/anybody/u? please/kindly? share/\
        provide/send/give/link/suggest me/us? a/an/the/some/any/your/relevant? relevant/more/\
        working? documentation/docs/doc/link/links/example/examples/details/section/sample/\
        resources, could/can/would you/someone/anyone please? share/provide the documentation \
        or point me to the relevant section, what the issue/problem/mistake/error/reason is/\
        are/was/would/could/might be?, what the issue/problem/mistake/error/reason with this/\
        these/that/my? code/lines/script? is/are/was/would/could/might be?, is/has/does/have/\
        did/are anyone/anybody/someone/somebody/others/you else? having/have/has/had/getting/\
        seeing/experiencing/experienced the? same/this/that/similar/such? issue/issues/problem/\
        problems/error/thing, would/will be? greatly/much/highly/really/very? appreciated/\
        welcome/helpful/great/nice, how to do/make/fix/solve it/this/that/so, how could/can/do/\
        should/would i/we/one/you do/make it/this/that/so, how does/do/is/should it/this/that/\
        they work/happen?, could/can someone/somebody/anyone/you please? explain/show/tell me? \
        how to do it/this/that",
    asks: "how, what, why, where, when, which, who, whose, whom, what's, how's, where's, who's, \
        is, are, am, does, do, did, can, could, should, would, will, has, have, may, isn't, \
        aren't, doesn't, don't, can't, couldn't, shouldn't, won't, any chance/way/idea/plans/\
        reason/advice/suggestions/recommendations/good/issues/experience/news, anyone, anybody, \
        possible to, is it",
    wants: "i want to, i'd like to, i would like to, i wanna, i need to, i am/i'm trying to, \
        trying to, i was trying to, we want to, we'd like to, we would like to, we need to, we \
        are/we're trying to, i tried to, i've tried to, looking for, i am/i'm looking for, we \
        are/we're looking for, i am/i'm searching for, searching for, seeking, i need \
        a/an/some/the, i want a/an/the",
    problems: "error, errors, exception, exceptions, fail, fails, failed, failing, failure, \
        crash, crashes, crashed, crashing, broken, breaks, break, broke, bug, wrong, problem, \
        problems, issue, issues, stuck, hangs, freezes, freeze, invalid, undefined, missing, \
        denied, refused, timeout, timed out, cannot, can't, couldn't, could not, can not, unable \
        to, doesn't, does not, didn't, did not, don't work, isn't, is not, aren't, won't, will \
        not, wouldn't, not working, not work, not found, no longer, stopped, stops, disappear, \
        disappears, disappeared, lost, slow, keeps, warning, unexpected, trouble, impossible, \
        incorrect, incorrectly, weird, strange, conflict, complaining, complains",
    thanks: "thanks, thank you, thank u, thx, tnx, tks, cheers, regards, best regards, kind \
        regards, sincerely, many thanks, thanks in advance, thank you in advance, tia, thanks a \
        lot, thanks so much, thanks for your/any/the help, thank you very/so much, please, pls, \
        plz, please help, pls help, thanks for reading, all the best, best wishes, warm regards, \
        thanks again, thanks everyone, thanks all, thanks guys",
    tails: "because, cause, cuz, since, largely/mainly/mostly/partly/probably/especially/\
        particularly because/since/as/when/in/if/for, as i/we/it/the/there/you/this, so i/we/\
        it/that/the/there/now, which, who, e.g, eg, i.e, for example/instance, such as, like \
        for/when/in/this/the, even though/if, although, though, while, whereas, whilst, in \
        order to, so that, unless, despite, due to, but i/we only? need/want/would/could/am/\
        have/was/do/did/cannot/can't/don't/haven't/didn't, and i/we need/want/would/am/was/\
        have, without having to, instead of having to",
    small: "a, about, all, also, am, an, and, any, anyone, anybody, are, as, at, be, because, \
        been, being, but, by, can, could, did, do, does, doing, each, even, every, for, from, \
        get, gets, getting, give, go, going, gonna, good, got, had, has, have, having, he, \
        hello, help, her, here, hi, his, how, i, i'd, i'll, i'm, i've, if, in, into, is, it, \
        it's, its, just, know, let, like, lot, make, many, may, me, might, more, most, much, my, \
        need, never, no, not, now, of, ok, on, one, only, or, other, our, out, over, please, \
        possible, really, right, same, see, she, should, since, so, some, someone, something, \
        somehow, still, such, sure, tell, than, thank, thanks, that, that's, the, their, them, \
        then, there, there's, these, they, thing, things, think, this, those, though, to, too, \
        try, trying, tried, up, us, use, using, very, want, was, way, we, we're, were, what, \
        when, where, which, while, who, why, will, with, would, yes, yet, you, your, u, im, ive, \
        dont, etc, i.e, e.g, both, maybe, quite, seems, seem, well, question, questions, idea, \
        guys, everyone, anything, everything, nothing, able, actually, already, after, before, \
        again, found, understand",
};

/// What opens an indirect question: "I wonder *if* it is possible".
pub(in crate::normalize::title) const WHETHER: [&str; 2] = ["if", "whether"];

/// What changes places in a direct one: "*is it* possible?"
pub(in crate::normalize::title) const SUBJECTS: [&str; 9] =
    ["there", "it", "this", "that", "i", "we", "you", "they", "one"];
pub(in crate::normalize::title) const AUXILIARIES: [&str; 10] =
    ["is", "are", "can", "could", "should", "will", "would", "was", "were", "has"];
