"""The whole language of an exercise: every command that may be given and every event that may happen."""

from __future__ import annotations

from simulation.exercise.appeal_events import AppealMoved
from simulation.exercise.charge_acts import HearByVideo, WitnessByVideo
from simulation.exercise.commands import (
    ActOnRequest,
    AgreeMinutes,
    AnswerInject,
    ChargePerson,
    ClaimEntity,
    ClaimLink,
    Command,
    CompleteTask,
    EditInject,
    EndExercise,
    EndWarmUp,
    FireInject,
    HandBack,
    HoldInject,
    Jump,
    LeaveSeat,
    MergeEntities,
    OpenDraft,
    OrderMeasure,
    PassPen,
    PlayEpilogue,
    ProposeMeeting,
    RemoveClaim,
    Rewind,
    RuleOnPoint,
    SendHint,
    SendMessage,
    SetAdversary,
    StartClock,
    StartExercise,
    StopClock,
    SupplementCharge,
    TakeOver,
    TakeSeat,
    TriageReport,
    WriteMinutes,
)
from simulation.exercise.events import (
    AdversaryDialled,
    AssetsFrozen,
    BoardChanged,
    ChargeSupplemented,
    CountryHanded,
    DecisionTaken,
    DocumentReceived,
    ExposureKnown,
    FindingMade,
    FreezeEnded,
    InjectAnswered,
    InjectChanged,
    InjectFired,
    MeasureCompleted,
    MeasureOrdered,
    MeetingChanged,
    MessageSent,
    PenPassed,
    PersonCharged,
    PersonProtected,
    PhaseChanged,
    ReportTriaged,
    RequestMoved,
    RequestOpened,
    Rewound,
    RulingMade,
    SeatLeft,
    SeatTaken,
    StepDropped,
    TaskChanged,
    UninvolvedAffected,
    VerdictGiven,
    WorldChanged,
)
from simulation.exercise.handover_acts import HandOver, HandOverChanged, SettleHandOver
from simulation.exercise.hearing_acts import (
    BenchGiven,
    GiveBench,
    GiveJudgment,
    HearCases,
    HearingSet,
    JudgmentGiven,
    PointRaised,
    RaisePoint,
)
from simulation.exercise.lever_acts import LeverPulled, PullLever
from simulation.exercise.measure_acts import StopMeasure
from simulation.exercise.notice_acts import NoticeChanged, RequestNotice
from simulation.exercise.plan_acts import PlanCase
from simulation.exercise.procedure_commands import ActOnProcedure, BeginProcedure
from simulation.exercise.procedure_events import ProcedureMoved

type AnyCommand = (
    StartExercise | EndWarmUp | Jump | StartClock | StopClock | EndExercise | PlayEpilogue | TakeOver | HandBack
    | SetAdversary | PullLever | FireInject | HoldInject | EditInject | SendHint | RuleOnPoint | Rewind | TakeSeat
    | LeaveSeat | PassPen | OpenDraft | ActOnRequest | BeginProcedure | ActOnProcedure | OrderMeasure | ChargePerson
    | SupplementCharge | TriageReport | ClaimEntity | ClaimLink | RemoveClaim | MergeEntities | SendMessage
    | AnswerInject | ProposeMeeting | WriteMinutes | AgreeMinutes | CompleteTask
    | RequestNotice | StopMeasure | HandOver | SettleHandOver | HearCases | GiveBench | RaisePoint | GiveJudgment
    | HearByVideo | PlanCase
)  # fmt: skip
"""Every command."""

CONTROL_COMMANDS: tuple[type[Command], ...] = (
    StartExercise, EndWarmUp, Jump, StartClock, StopClock, EndExercise, PlayEpilogue, TakeOver, HandBack, SetAdversary,
    PullLever, FireInject, HoldInject, EditInject, SendHint, RuleOnPoint, Rewind, HearCases, GiveBench,
)  # fmt: skip
"""What only exercise control may do."""

BENCH_COMMANDS: tuple[type[Command], ...] = (RaisePoint, GiveJudgment)
"""What whoever sits as court or defence may do, from no office."""

type AnyEvent = (
    PhaseChanged | SeatTaken | SeatLeft | PenPassed | CountryHanded | AdversaryDialled | RequestOpened
    | RequestMoved | ProcedureMoved | FindingMade | RulingMade | DocumentReceived | MeasureOrdered
    | MeasureCompleted | AssetsFrozen | FreezeEnded | UninvolvedAffected | PersonCharged | ChargeSupplemented
    | VerdictGiven | ReportTriaged | ExposureKnown | PersonProtected | MessageSent | InjectFired | InjectChanged
    | InjectAnswered | BoardChanged | MeetingChanged | TaskChanged | DecisionTaken | WorldChanged | StepDropped
    | Rewound | LeverPulled | NoticeChanged | HandOverChanged | AppealMoved | HearingSet | BenchGiven | PointRaised
    | JudgmentGiven | WitnessByVideo
)  # fmt: skip
"""Every event."""
