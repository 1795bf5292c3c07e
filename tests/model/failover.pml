/* SPDX-FileCopyrightText: 2026 The QtFailover authors
 * SPDX-License-Identifier: MIT
 */
/* QtFailover's protocol as a Promela model.  README.md maps it to the steps of the design, and to the code.
 *
 * One atomic { } is one step that other processes can see: one link, one unlink, one bind, one listing, one question.
 * A stopped, slow or debugged process is one that is not scheduled: any step can wait for ever (safety runs), and a
 * live process may be silent to any probe.  A dead process loses its lock and its guard later, in either order.
 *
 * Sizes and budgets (-D): N instances, M greatest epoch (a claim above it halts), FENCES wrong or right suspicions
 *   (0: policy Wait), CRASH, RESTART, RMONE (one name e.T deleted), RMALL (the directory deleted), REL (hand-overs),
 *   REJ (promotions rejected or late), REBOOT (everything but f.* and the resource is lost), AHEAD (floors reserved
 *   ahead), FREEZE (a primary stops for good).
 * Switches: WARM instance 0 is already primary of epoch 1; RES the resource and late effects; NOGUARD no abstract
 *   sockets; HOT the short cut of step 4; LIVE liveness; V_... one protection less (must fail).
 */
#ifndef N
#define N 2
#endif
#ifndef M
#define M 5
#endif
#ifndef FENCES
#define FENCES 0
#endif
#ifndef CRASH
#define CRASH 0
#endif
#ifndef RESTART
#define RESTART 0
#endif
#ifndef RMONE
#define RMONE 0
#endif
#ifndef RMALL
#define RMALL 0
#endif
#ifndef REL
#define REL 0
#endif
#ifndef REJ
#define REJ 0
#endif
#ifndef REBOOT
#define REBOOT 0
#endif
#ifndef AHEAD
#define AHEAD 0
#endif
#ifndef FREEZE
#define FREEZE 0
#endif
#ifdef WARM
#define W1 1
#define PC0 Primary
#else
#define W1 0
#define PC0 Start
#endif
#if N==2
#define INIT(a,b) {a,b}
#else
#define INIT(a,b) {a,b,b}
#endif

mtype = { Down, Start, Look, Judge, Bind, LookAgain, Ask, Speak, Listen, Link, Verify, Unlink, Expire, Seal, Confirm,
          Primary, HealLook, HealLink, HealVerify, Prepare, Demote, Release, Unlock, Unguard, Secondary, Halt, Frozen };

/* ---- the kernel's objects: sets of epochs are bit masks (bit t: epoch t) ------------------------------------------- */
byte names=2*W1;           /* e.* in the directory                                                                           */
byte hold[N]=INIT(W1,0);         /* the t whose e.t is a link to this instance's locked i.*; 0: none (a name nobody holds is free) */
bit  iown[N]=INIT(W1,0);         /* its i.* exists                                                                                 */
byte guard[N]=INIT(W1,0);        /* the t of the guard @K.t it has bound, 0: none                                                  */
bit  zl[N], zg[N];     /* it is dead, and its lock / guard is not freed yet                                              */
byte U=2*W1;               /* u.* in the state directory: never synced                                                       */
byte F=W1;               /* the greatest f.* in the state directory: synced                                                */
/* ---- the resource that checks the token ----------------------------------------------------------------------------- */
byte res=W1, loaded=W1;     /* the epoch it is sealed with; the greatest epoch that has loaded its state                      */
/* ---- instances -------------------------------------------------------------------------------------------------------- */
mtype pc[N]=INIT(PC0,Start);
bit  alive[N]=INIT(1,1);
bit  prim[N]=INIT(W1,0);         /* role is primary                                                                                */
bit  valid[N]=INIT(W1,0);        /* the token is not emptied (promotion handler and primary)                                       */
bit  cache[N];         /* the last PROOF is younger than L                                                               */
byte S[N], H[N], T[N]=INIT(W1,0); /* the claim: names seen, the highest, the epoch wanted; T also while primary                     */
byte fn[N];            /* the epoch it fences, 0: none                                                                   */
bit  fw[N];            /* it must wait L                                                                                 */
byte wm[N];            /* instances whose cached proofs it still waits for                                               */
byte st[N];            /* sub-step of Ask, Speak, Seal                                                                   */
byte suc[N];           /* successor + 1 in Prepare, 9: it died                                                           */
#if REL
byte rdy[N];           /* the epoch in a READY of this instance that is under way: late, or lost in the end             */
#define noready(q) rdy[q]=0
#else
#define noready(q) skip
#endif
#ifdef SPLITASK
byte am[N];            /* the guards listed in /proc/net/unix                                                            */
#endif
#ifdef RES
byte pend[N];          /* an effect on its way with this token                                                           */
#endif
#ifdef HOT
byte told[N];          /* the epoch whose holder told this instance that it was primary                                  */
#endif
#if AHEAD
byte fp[N];            /* a floor about to be written by the primary's housekeeping                                      */
#endif
#ifdef NOGUARD
bit  nolk[N];          /* its flock failed in silence                                                                    */
#endif
#ifdef LIVE
bit  frozen[N];
#define FRZ(q) frozen[q]
#else
#define FRZ(q) 0
#endif
/* ---- monitors and budgets --------------------------------------------------------------------------------------------- */
byte used=2*W1, maxprim=W1;
byte bF=FENCES, bC=CRASH, bR=RESTART, b1=RMONE, bA=RMALL, bL=REL, bJ=REJ, bB=REBOOT, bZ=FREEZE;
hidden byte x1, x2;    /* scratch, used inside one atomic step only */

#define B(t)   (1<<(t))
#define HI(m)  (((m)&128)!=0 -> 7 : (((m)&64)!=0 -> 6 : (((m)&32)!=0 -> 5 : (((m)&16)!=0 -> 4 : (((m)&8)!=0 -> 3 : (((m)&4)!=0 -> 2 : (((m)&2)!=0 -> 1 : 0)))))))
#define MAX(a,b) ((a)>(b) -> (a) : (b))
#define p _pid                                  /* Inst 0..N-1 are the first processes */
#if N==2
#define ANY(f)  (f(0) || f(1))
#define WHO(a,t) (a[0]==(t) -> 1 : (a[1]==(t) -> 2 : 0))
#define ALL(s)  s(0); s(1)
#else
#define ANY(f)  (f(0) || f(1) || f(2))
#define WHO(a,t) (a[0]==(t) -> 1 : (a[1]==(t) -> 2 : (a[2]==(t) -> 3 : 0)))
#define ALL(s)  s(0); s(1); s(2)
#endif

/* a token that isPrimary()/fencingToken() would still answer with (PROOF: cached, or the inode is mine) */
#define CAN(q)   (alive[q] && valid[q] && (cache[q] || hold[q]==T[q]))
#define other(q) (q!=p && CAN(q))
#define lower(q) (q!=p && CAN(q) && T[q]<T[p])
#if FENCES==0 || defined(V_FORCE)
#define EXCLUSIVE assert(!ANY(other))           /* (b) exclusive by the kernel */
#else
#define EXCLUSIVE assert(!ANY(lower))           /* (e) no older token is answerable */
#endif

#ifdef V_NOU
#define TOPU 0
#else
#define TOPU HI(U)
#endif
#ifdef V_NOFLOOR
#define FLOOR 0
#else
#define FLOOR F
#endif

#ifdef SPLITASK
#define clearam(q) am[q]=0
#else
#define clearam(q) skip
#endif
inline forget(q)  { S[q]=0; H[q]=0; T[q]=0; fn[q]=0; fw[q]=0; wm[q]=0; st[q]=0; clearam(q) }
inline to(q,s)    { forget(q); pc[q]=s }
inline yield(q,s) { guard[q]=0; to(q,s) }                   /* free the guard, no name is mine */
#define unwait(q) wm[q]=wm[q] & ~B(x1)
inline expire(q)  { cache[q]=0; x1=q; ALL(unwait) }
inline tokenoff(q){ prim[q]=0; valid[q]=0; expire(q) }
inline abandon(q) { tokenoff(q); S[q]=0; H[q]=0; fn[q]=0; fw[q]=0; wm[q]=0; st[q]=0; pc[q]=Unlock }
inline halt(q)    { guard[q]=0; to(q,Halt) }

/* ---- step 4: whom to heed ------------------------------------------------------------------------------------------------ */
#ifdef SPLITASK
#define listed(q) ((am[p] & B(guard[q]))!=0)
#else
#define listed(q) 1
#endif
#ifdef V_NOCAND
#define speaks(q) prim[q]
#else
#define speaks(q) 1
#endif
#define revoked(q) (guard[q]<H[p] && (S[p] & B(guard[q]))==0)
#define liveg(q)   (q!=p && guard[q]!=0 && alive[q] && listed(q))
#define waitfor(q) (liveg(q) && (guard[q]==fn[p] || revoked(q)))
#define blocks(q)  (liveg(q) && guard[q]!=fn[p] && !revoked(q) && speaks(q))
#define lowcand(q) (blocks(q) && (prim[q] || FRZ(q) || guard[q]<T[p]))
#ifdef V_NOALLDEAD        /* nor anybody else fenced */
#define fenceable(q) 0
#else
#define fenceable(q) (blocks(q) && fn[p]==0 && bF>0 && (prim[q] || (hold[q]!=0 && (S[p] & B(hold[q]))!=0)) && FROZENOK(q))
#endif
#ifdef LIVE
#define FROZENOK(q) frozen[q]
#else
#define FROZENOK(q) 1
#endif
#define fence1(q)  bF--; fn[p]=guard[q]

#define heldlive(t) (WHO(hold,t)!=0 && alive[WHO(hold,t)-1])
#ifdef NOGUARD
#define LOCKED(q) (!nolk[q])
#else
#define LOCKED(q) 1
#endif
#define livein(q)  (alive[q] && LOCKED(q) && hold[q]!=0 && (S[p] & B(hold[q]))!=0)
#ifdef V_NOALLDEAD        /* H alone is judged */
#define judged(q)  (livein(q) && hold[q]==H[p])
#else
#define judged(q)  livein(q)
#endif
#define fencein(q)  (judged(q) && bF>0 && FROZENOK(q))
#define unfenced(q) (judged(q) && hold[q]!=fn[p])

/* ---- HEAL: what speaks against me ---------------------------------------------------------------------------------------- */
#ifdef V_HEALNOU
#define ABOVE0 (HI(names)>T[p] || ((names & B(T[p]))!=0 && hold[p]!=T[p]))
#else
#define ABOVE0 (HI(names)>T[p] || ((names & B(T[p]))!=0 && hold[p]!=T[p]) || TOPU>T[p])
#endif
#define saysprim(q) (q!=p && alive[q] && prim[q] && guard[q]>T[p])
#if FENCES==0
#define LOST assert(!prim[p])                   /* (f) under Wait a deletion never costs a living primary its role */
#else
#define LOST skip
#endif

#ifdef RES
#define late(q) if :: pend[q]==0 -> pend[q]=T[q] :: skip fi       /* the handler goes on behind our back */
#else
#define late(q) skip
#endif


/* a name e.t is deleted: the inode lives on, but the right is gone */
#define rm1(q) hold[q]=(hold[q]==x1 -> 0 : hold[q]); zl[q]=(zl[q] && hold[q]!=0)
inline rm(t) { x1=t; names=names & ~B(x1); ALL(rm1) }

#ifdef HOT                /* the short cut: step 4 is skipped */
#if HOT==1                /* as the prototype had it */
#define HOTOK (S[p]!=0 && told[p]==H[p] && fn[p]==0 && !ANY(livein))
#else                     /* HOT=2: and T is H+1, 3: and who does not use the short cut asks again in 8 */
#define HOTOK (S[p]!=0 && told[p]==H[p] && fn[p]==0 && !ANY(livein) && T[p]==H[p]+1)
#endif
#endif

active [N] proctype Inst() {
  do
  :: atomic { pc[p]==Start -> iown[p]=1;
#ifdef V_NOSTART
       if :: nolk[p]=1 :: skip fi;
#endif
       pc[p]=Look }
  :: atomic { pc[p]==Look ->                               /* LOOK: names, the highest, is it held */
       S[p]=names; H[p]=HI(names);
       if
       :: H[p]!=0 && heldlive(H[p]) ->
#ifdef HOT
          x2=WHO(hold,H[p]);
          if :: prim[x2-1] && valid[x2-1] -> told[p]=H[p] :: skip fi;
#endif
          if :: bF>0 && FROZENOK(WHO(hold,H[p])-1) -> pc[p]=Judge
#ifdef LIVE                                                /* in the end the silence is noticed */
             :: !(bF>0 && FROZENOK(WHO(hold,H[p])-1)) -> to(p,Secondary) fi
#else
             :: to(p,Secondary) fi
#endif
       :: else -> pc[p]=Judge
       fi }
  :: atomic { pc[p]==Judge ->                              /* 1: DEAD or FENCEABLE of each name; choose T */
       if
#ifndef V_ENOENT
       :: H[p]!=0 && (names & B(H[p]))==0 -> to(p,Look)     /* gone since LOOK */
       :: H[p]==0 || (names & B(H[p]))!=0 ->
#else
       :: true ->
#endif
          if
          :: fencein(0) -> bF--; fn[p]=hold[0]
          :: fencein(1) -> bF--; fn[p]=hold[1]
#if N>2
          :: fencein(2) -> bF--; fn[p]=hold[2]
#endif
#ifdef LIVE                                                /* in the end the silence is noticed */
          :: !ANY(fencein) -> skip
#else
          :: true -> skip
#endif
          fi;
          if :: ANY(unfenced) -> to(p,Secondary) :: else -> skip fi
       fi;
       if
       :: pc[p]!=Judge -> skip
       :: else ->
          x2=MAX(H[p],TOPU);
          x2=1+(S[p]==0 -> MAX(x2,FLOOR) : x2);
          if :: x2>M -> to(p,Halt)
             :: else -> T[p]=x2;
#ifdef V_LINKFIRST
                pc[p]=Link
#else
                pc[p]=Bind
#endif
          fi
       fi }
  :: atomic { pc[p]==Bind ->                               /* 2: bind @K.T */
#ifdef NOGUARD
       pc[p]=LookAgain
#else
#ifdef V_ONEGUARD
       x2=(guard[0]!=0 && p!=0 -> 1 : (guard[1]!=0 && p!=1 -> 2 : 0));
#else
       x2=WHO(guard,T[p]);
#endif
       if
       :: x2==0 -> guard[p]=T[p]; pc[p]=LookAgain
       :: x2!=0 && !alive[x2-1] -> if :: T[p]<M -> T[p]++ :: else -> halt(p) fi      /* a dead one's: T+1 */
       :: x2!=0 && alive[x2-1] ->                            /* answers: secondary; silent: stop */
#ifdef V_LINKFIRST
          abandon(p)
#else
          to(p,Secondary)
#endif
       fi
#endif
       }
  :: atomic { pc[p]==LookAgain ->                          /* 3: nothing has changed since LOOK */
       if
#ifdef V_LINKFIRST
       :: (names & ~B(T[p]))!=S[p] -> abandon(p)
#else
#ifndef V_NOLOOKAGAIN
       :: names!=S[p] -> yield(p,Look)
#endif
#endif
       :: else ->
#ifdef HOT
          if :: HOTOK -> pc[p]=Speak :: else -> pc[p]=Ask fi
#else
#if defined(NOGUARD) || defined(V_NOASK)
          pc[p]=Speak
#else
          pc[p]=Ask
#endif
#endif
       fi }
#ifdef SPLITASK
  :: atomic { pc[p]==Ask && st[p]==0 ->                    /* 4: list the bound guards ... */
#define listit(q) am[p]=am[p] | (q!=p && guard[q]!=0 -> B(guard[q]) : 0)
       ALL(listit); st[p]=1 }
  :: atomic { pc[p]==Ask && st[p]==1 &&                    /* ... and ask them */
#else
  :: atomic { pc[p]==Ask &&                                /* 4: ask every other guard */
#endif
#ifdef LIVE
              (!ANY(blocks) || ANY(lowcand)) ->             /* the lower candidate waits for the higher to yield */
#else
              true ->
#endif
       if
       :: !ANY(blocks) -> fw[p]=(fw[p] || ANY(waitfor)); st[p]=0; clearam(p); pc[p]=Speak
#ifdef LIVE
       :: ANY(blocks) && !ANY(fenceable) ->                /* in the end its silence is noticed, see LOOK */
#else
       :: ANY(blocks) ->
#endif
#ifdef V_LINKFIRST
          abandon(p)
#else
          yield(p,Secondary)                               /* a primary or a lower candidate answers; or silence: stop */
#endif
#ifdef V_SILENT
       :: ANY(blocks) -> st[p]=0; clearam(p); pc[p]=Speak
#endif
       :: fenceable(0) -> fence1(0)
       :: fenceable(1) -> fence1(1)
#if N>2
       :: fenceable(2) -> fence1(2)
#endif
       fi }
  :: atomic { pc[p]==Speak && st[p]==0 ->                  /* 5: the floor ... */
       F=(T[p]>F -> T[p] : F); st[p]=1 }
  :: atomic { pc[p]==Speak && st[p]==1 ->                  /* ... and u.T, O_EXCL */
       st[p]=0;
       if
#if !defined(V_UNOEXCL) && !defined(V_NOU)
       :: (U & B(T[p]))!=0 ->
#ifdef V_LINKFIRST
          abandon(p)
#else
          yield(p,Look)
#endif
#endif
       :: else -> U=U | B(T[p]); pc[p]=Listen
       fi }
  :: atomic { pc[p]==Listen ->                             /* 6: s.*, r.*; FENCEABLE once more */
       if
#ifdef V_LINKFIRST
       :: pc[p]=Verify
#else
#ifndef LIVE
       :: fn[p]!=0 -> yield(p,Secondary)                   /* it has answered after all */
#endif
       :: pc[p]=Link
#endif
       fi }
  :: atomic { pc[p]==Link ->                               /* 7: link(i.own, e.T) */
       if
       :: !iown[p] || (names & B(T[p]))!=0 -> iown[p]=1; yield(p,Look)
       :: else -> names=names | B(T[p]); hold[p]=T[p];
#ifdef V_LINKFIRST
          pc[p]=Bind
#else
          pc[p]=Verify
#endif
       fi }
  :: atomic { pc[p]==Verify ->                             /* 8: nothing but S and e.T */
       if
#ifndef V_NOVERIFY
       :: (names & ~(S[p] | B(T[p])))!=0 -> abandon(p)
#if HOT==3
       :: (names & ~(S[p] | B(T[p])))==0 && TOPU<=T[p] && !HOTOK && ANY(blocks) -> abandon(p)
#endif
#ifndef V_NOU8
       :: (names & ~(S[p] | B(T[p])))==0 && TOPU>T[p] -> abandon(p)      /* mend 1: nor a u.* above T */
#endif
#endif
       :: else ->
#ifdef V_ONLYH
          S[p]=names & B(H[p]) & (B(T[p])-1);
#else
          S[p]=names & (B(T[p])-1);
#endif
          fw[p]=(fw[p] || fn[p]!=0); pc[p]=Unlink
       fi }
  :: atomic { pc[p]==Unlink ->                             /* 9: every lower name, one by one */
       if
       :: S[p]==0 ->
#if defined(V_NOWAIT) || defined(V_FORCE)
          fw[p]=0;
#endif
          if :: fw[p] ->
#define cached(q) wm[p]=wm[p] | (q!=p && cache[q] -> B(q) : 0)
                ALL(cached)
             :: else fi;
          H[p]=0; fn[p]=0; fw[p]=0; pc[p]=Expire
#define unlinkit(t) (S[p] & B(t))!=0 -> fw[p]=(fw[p] || heldlive(t)); S[p]=S[p] & ~B(t); rm(t)
       :: unlinkit(1)
       :: unlinkit(2)
       :: unlinkit(3)
#if M>4
       :: unlinkit(4)
#endif
#if M>5
       :: unlinkit(5)
#endif
#if M>6
       :: unlinkit(6)
#endif
       fi }
  :: atomic { pc[p]==Expire && wm[p]==0 -> pc[p]=Seal }    /* 9: L is over */
  :: atomic { pc[p]==Seal && st[p]==0 ->                   /* 10: PROOF; the handler gets the token */
       if
       :: hold[p]!=T[p] -> abandon(p)
       :: else ->
          valid[p]=1; cache[p]=1;
          assert((used & B(T[p]))==0); used=used | B(T[p]);                 /* (a) */
          EXCLUSIVE;
          st[p]=1
       fi }
  :: atomic { pc[p]==Seal && st[p]==1 ->                   /* the handler seals ... */
       if
       :: bJ>0 -> bJ--; late(p); abandon(p)                 /* rejected or late */
#ifdef V_NOSEAL
       :: st[p]=2
#else
       :: res>T[p] -> abandon(p)                            /* the resource is sealed with more */
       :: res<=T[p] -> res=T[p]; st[p]=2
#endif
       fi }
  :: atomic { pc[p]==Seal && st[p]==2 ->                   /* ... and loads */
       if
       :: bJ>0 -> bJ--; late(p); abandon(p)
       :: loaded=MAX(loaded,T[p]); st[p]=0; pc[p]=Confirm
       fi }
  :: atomic { pc[p]==Confirm ->                            /* 11: PROOF; role = primary */
       if
       :: !cache[p] && hold[p]!=T[p] -> abandon(p)
       :: else ->
          assert(T[p]>maxprim); maxprim=T[p];                               /* (d) */
          prim[p]=1; EXCLUSIVE; pc[p]=Primary
       fi }
  /* ---- primary ------------------------------------------------------------------------------------------------------- */
  :: atomic { (pc[p]==Primary || pc[p]==Prepare) && !cache[p] && hold[p]==T[p] -> cache[p]=1 }       /* PROOF */
  :: atomic { (pc[p]==Primary || pc[p]==Prepare) && hold[p]!=T[p] ->                                 /* a mismatch */
       valid[p]=0; expire(p); suc[p]=0; pc[p]=HealLook }
#ifdef RES
  :: atomic { prim[p] && pend[p]==0 && CAN(p) -> pend[p]=T[p] }     /* fencingToken(), then a pause */
  :: atomic { pend[p]!=0 ->                                         /* ... and the effect */
#ifndef V_NOTOKEN
       if :: pend[p]<res -> skip :: else ->
#else
       if :: true ->
#endif
          assert(pend[p]>=loaded);                                          /* (c) */
          res=MAX(pend[p],res)
       fi; pend[p]=0 }
#endif
#if AHEAD
  :: atomic { pc[p]==Primary && fp[p]==0 && F<T[p]+AHEAD && T[p]+AHEAD<=M -> fp[p]=T[p]+AHEAD }
  :: atomic { fp[p]!=0 ->
#ifdef V_FLOORRENAME
       F=fp[p];
#else
       F=MAX(F,fp[p]);
#endif
       fp[p]=0 }
#endif
  /* ---- RELEASE ------------------------------------------------------------------------------------------------------- */
  :: atomic { pc[p]==Primary && bL>0 ->                    /* PREPARE to a successor, or nobody is there */
       bL--;
       if
       :: 0!=p && pc[0]==Secondary -> suc[p]=1; pc[p]=Prepare
       :: 1!=p && pc[1]==Secondary -> suc[p]=2; pc[p]=Prepare
#if N>2
       :: 2!=p && pc[2]==Secondary -> suc[p]=3; pc[p]=Prepare
#endif
       :: pc[p]=Demote
       fi }
  :: atomic { pc[p]==Prepare ->
       if
#if REL
       :: suc[p]!=9 && pc[suc[p]-1]==Secondary && rdy[suc[p]-1]==0 -> rdy[suc[p]-1]=T[p]   /* it sends READY */
       :: suc[p]!=9 && rdy[suc[p]-1]!=0 ->                  /* one arrives, perhaps of an earlier hand-over */
          x2=rdy[suc[p]-1]; rdy[suc[p]-1]=0;
          if :: x2==T[p] -> suc[p]=0; pc[p]=Demote
             :: x2!=T[p] -> skip fi                        /* of an older epoch: refused */
#endif
       :: suc[p]=0; assert(prim[p] && valid[p]); pc[p]=Primary               /* refused, late or dead */
       fi }
  :: atomic { pc[p]==Demote -> tokenoff(p); pc[p]=Release }
  :: atomic { pc[p]==Release -> names=names | B(T[p]);     /* rename a fresh, unlocked file over e.T */
       hold[p]=0; pc[p]=Unlock }
  :: atomic { pc[p]==Unlock -> hold[p]=0; iown[p]=0; pc[p]=Unguard }
  :: atomic { pc[p]==Unguard -> iown[p]=1; yield(p,Look) }
#if defined(LIVE) && !defined(V_RETRY)
#define candidate(q) (q!=p && alive[q] && guard[q]!=0 && !prim[q] && !FRZ(q))
  :: atomic { pc[p]==Secondary && !ANY(candidate) -> pc[p]=Look }   /* mend 2: no new claim beside a candidate */
#else
  :: atomic { pc[p]==Secondary -> pc[p]=Look }
#endif
  /* ---- HEAL ----------------------------------------------------------------------------------------------------------- */
  :: atomic { pc[p]==HealLook ->
       if
#ifndef V_NOHEALLOOK
       :: ABOVE0 -> LOST; abandon(p)
       :: ANY(saysprim) -> LOST; abandon(p)
       :: !ABOVE0 ->
#else
       :: true ->
#endif
          pc[p]=(hold[p]==T[p] -> HealVerify : HealLink)
       fi }
  :: atomic { pc[p]==HealLink ->                           /* directory and lock anew, link e.T */
       if
       :: (names & B(T[p]))!=0 -> LOST; abandon(p)
       :: else -> iown[p]=1; names=names | B(T[p]); hold[p]=T[p]; pc[p]=HealVerify
       fi }
  :: atomic { pc[p]==HealVerify ->
       if
#ifndef V_NOHEALVERIFY
       :: ABOVE0 -> LOST; abandon(p)
       :: ANY(saysprim) -> LOST; abandon(p)
       :: !ABOVE0 && hold[p]!=T[p] -> pc[p]=HealLook
       :: !ABOVE0 && hold[p]==T[p] ->
#else
       :: true ->
#endif
          valid[p]=1; cache[p]=1; assert(T[p]>=maxprim); EXCLUSIVE; pc[p]=Primary
       fi }
  od
}

/* ---- the kernel: frees what the dead leave behind ------------------------------------------------------------------------ */
#undef p
#define k (_pid-N)
active [N] proctype Kernel() {
  do
  :: atomic { zl[k] -> hold[k]=0; zl[k]=0 }
  :: atomic { zg[k] -> guard[k]=0; zg[k]=0 }
  od
}
/* ---- L of CLOCK_MONOTONIC passes ------------------------------------------------------------------------------------------ */
#undef k
#define c (_pid-2*N)
active [N] proctype Clock() { do :: atomic { cache[c] -> expire(c) } od }

#undef c
/* ---- faults ---------------------------------------------------------------------------------------------------------------- */
#define succ9(q) suc[q]=(suc[q]==x1+1 -> 9 : suc[q])
#ifdef RES
#define nopend(q) pend[q]=0
#else
#define nopend(q) skip
#endif
#ifdef HOT
#define nold(q) told[q]=0
#else
#define nold(q) skip
#endif
#if AHEAD
#define nofp(q) fp[q]=0
#else
#define nofp(q) skip
#endif
#ifdef NOGUARD
#define nonolk(q) nolk[q]=0
#else
#define nonolk(q) skip
#endif
#ifdef LIVE
#define thaw(q) frozen[q]=0
#define freeze(q) frozen[q]=1; pc[q]=Frozen   /* not by "provided": weak fairness overlooks cycles behind it */
#else
#define thaw(q) skip
#endif
inline end1(q)    { alive[q]=0; tokenoff(q); forget(q); suc[q]=0; noready(q); nopend(q); nold(q); nofp(q); nonolk(q); thaw(q); iown[q]=0; pc[q]=Down }
inline crash(q)   { bC--; end1(q); zl[q]=(hold[q]!=0); zg[q]=(guard[q]!=0); x1=q; ALL(succ9) }
inline restart(q) { bR--; alive[q]=1; pc[q]=Start }
#define boot(q) end1(q); hold[q]=0; guard[q]=0; zl[q]=0; zg[q]=0; alive[q]=1; pc[q]=Start
#define noown(q) iown[q]=0; hold[q]=0; zl[q]=0
active proctype Env() {
  do
  :: atomic { bC>0 && alive[0] -> crash(0) }
  :: atomic { bC>0 && alive[1] -> crash(1) }
  :: atomic { bR>0 && pc[0]==Down && !zl[0] && !zg[0] -> restart(0) }
  :: atomic { bR>0 && pc[1]==Down && !zl[1] && !zg[1] -> restart(1) }
#if N>2
  :: atomic { bC>0 && alive[2] -> crash(2) }
  :: atomic { bR>0 && pc[2]==Down && !zl[2] && !zg[2] -> restart(2) }
#endif
#if RMONE
#define rmit(t) (names & B(t))!=0 -> b1--; rm(t)
  :: atomic { b1>0 && rmit(1) }
  :: atomic { b1>0 && rmit(2) }
  :: atomic { b1>0 && rmit(3) }
#if M>3
  :: atomic { b1>0 && rmit(4) }
#endif
#if M>4
  :: atomic { b1>0 && rmit(5) }
#endif
#if M>5
  :: atomic { b1>0 && rmit(6) }
#endif
#endif
#if RMALL
  :: atomic { bA>0 -> bA--; names=0; ALL(noown)
#ifdef V_UIND
       ; U=0                                               /* u.* kept in the directory itself */
#endif
     }
#endif
#ifdef PRUNE
  :: atomic { (U & ~B(HI(U)))!=0 -> U=B(HI(U)) }           /* old u.* are pruned, the largest stays */
#endif
#if REL
  :: atomic { rdy[0]!=0 -> rdy[0]=0 }                      /* a message is lost */
  :: atomic { rdy[1]!=0 -> rdy[1]=0 }
#if N>2
  :: atomic { rdy[2]!=0 -> rdy[2]=0 }
#endif
#endif
#if REBOOT
  :: atomic { bB>0 -> bB--; ALL(boot); names=0; U=0 }
#endif
#if FREEZE
  :: atomic { bZ>0 && prim[0] -> bZ--; freeze(0) }
  :: atomic { bZ>0 && prim[1] -> bZ--; freeze(1) }
#if N>2
  :: atomic { bZ>0 && prim[2] -> bZ--; freeze(2) }
#endif
#endif
  od
}

#ifdef LIVE
#define ok1(q) (alive[q] && prim[q] && valid[q] && !frozen[q])
#define up1(q) (alive[q] && !frozen[q])
#define halt1(q) (pc[q]==Halt)
ltl live { []<>(ANY(ok1) || !ANY(up1) || ANY(halt1)) }
#endif
